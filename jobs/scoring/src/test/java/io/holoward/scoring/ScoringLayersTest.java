package io.holoward.scoring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.holoward.scoring.codec.SnapshotMapping;
import io.holoward.scoring.process.StateSnapshot;
import org.junit.jupiter.api.Test;

class ScoringLayersTest {

  private static final String[] OPERATORS = {
    "io.holoward.scoring.front..",
    "io.holoward.scoring.instance..",
    "io.holoward.scoring.history..",
    "io.holoward.scoring.process..",
    "io.holoward.scoring.topology.."
  };

  private static final JavaClasses SCORING =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.holoward.scoring");

  @Test
  void theModuleIsSeen() {
    assertThat(SCORING).hasSizeGreaterThan(50);
  }

  @Test
  void operatorsKnowNothingOfKafka() {
    noClasses()
        .that()
        .resideInAnyPackage(OPERATORS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.holoward.scoring.kafka..", "org.apache.kafka..", "org.apache.flink.connector..")
        .check(SCORING);
  }

  @Test
  void theCodecKnowsNothingOfFlink() {
    noClasses()
        .that()
        .resideInAPackage("io.holoward.scoring.codec..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..")
        .check(SCORING);
  }

  @Test
  void formsOfOtherProductsKnowNothingOfFlinkAndKafka() {
    noClasses()
        .that()
        .resideInAPackage("io.holoward.scoring.ecosystem..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..")
        .check(SCORING);
  }

  @Test
  void decodingKnowsNothingOfFlink() {
    noClasses()
        .that()
        .resideInAPackage("io.holoward.scoring.decode..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.flink..")
        .check(SCORING);
  }

  @Test
  void nothingReadsTheProcessingTimeOfFlinkStateOrExpiresByIt() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.apache.flink.api.common.state.StateTtlConfig")
        .check(SCORING);
  }

  /** But for the stored form of intended states, which is written as it is read. */
  @Test
  void packagesDoNotDependOnEachOtherInCircles() {
    SlicesRuleDefinition.slices()
        .matching("io.holoward.scoring.(*)..")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(SnapshotMapping.class, StateSnapshot.class)
        .check(SCORING);
  }
}
