package io.holoward.integration.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A network that can fail: passes bytes on between a port of its own and a port behind it, both of
 * 127.0.0.1, unless it is told to be slow, to lose everything, or to refuse.
 */
public final class Proxy implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  private enum Mode {
    PASSING,
    CUT,
    REFUSING
  }

  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private Mode mode = Mode.PASSING;
  private Duration delay = Duration.ZERO;

  private Proxy(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  /** Opens a way to a port. */
  public static Proxy to(int target) {
    try {
      Proxy proxy = new Proxy(new ServerSocket(0, 256, loopback()), target);
      daemon("proxy-accept", proxy::acceptAll);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  /** Its own port. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Loses all that is sent from now on, as a cut cable: nobody is told. */
  public synchronized void cut() {
    mode = Mode.CUT;
  }

  /** Drops all connections and refuses new ones, as a machine on which the service is down. */
  public synchronized void refuse() {
    mode = Mode.REFUSING;
    dropAll();
  }

  /** Holds every answer back for a while. */
  public synchronized void answerAfter(Duration delay) {
    this.delay = delay;
  }

  /** Passes on again. What was held back by a cut goes on its way, as TCP sends it again. */
  public synchronized void heal() {
    mode = Mode.PASSING;
    delay = Duration.ZERO;
    notifyAll();
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        daemon("proxy-connect", () -> connect(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    open.add(client);
    try {
      awaitPassing();
      if (isRefusing()) {
        drop(client);
        return;
      }
      Socket server = new Socket(loopback(), target);
      open.add(server);
      daemon("proxy-ask", () -> pass(client, server, false));
      daemon("proxy-answer", () -> pass(server, client, true));
    } catch (IOException nobodyThere) {
      drop(client);
    }
  }

  private void pass(Socket from, Socket to, boolean answers) {
    byte[] chunk = new byte[CHUNK];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        awaitPassing();
        if (answers) {
          pause();
        }
        out.write(chunk, 0, length);
      }
    } catch (IOException gone) {
      // One side has left: both sockets are closed, and the other side sees it.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private synchronized void awaitPassing() throws IOException {
    try {
      while (mode == Mode.CUT) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private synchronized boolean isRefusing() {
    return mode == Mode.REFUSING;
  }

  private void pause() throws IOException {
    Duration now;
    synchronized (this) {
      now = delay;
    }
    try {
      Thread.sleep(now.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void dropAll() {
    open.forEach(Proxy::drop);
    open.clear();
  }

  private static void drop(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException alreadyGone) {
      // Then it is as it should be.
    }
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      heal();
      listener.close();
      dropAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
