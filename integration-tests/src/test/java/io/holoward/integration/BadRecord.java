package io.holoward.integration;

/**
 * A record of which nothing can come but a dead letter.
 *
 * @param what is wrong with it
 * @param errorClass the kind of error that the job should say it is
 */
public record BadRecord(String what, String errorClass, byte[] bytes) {}
