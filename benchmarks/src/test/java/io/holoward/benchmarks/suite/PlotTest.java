package io.holoward.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PlotTest {

  @Test
  void eachFigureWithAGoalIsADotInTheColourOfItsVerdict() throws Exception {
    NodeList dots = picture().getElementsByTagName("circle");

    assertThat(dots.getLength()).isEqualTo(4);
    assertThat(((Element) dots.item(0)).getAttribute("class")).isEqualTo("reached");
    assertThat(((Element) dots.item(1)).getAttribute("class")).isEqualTo("missed");
  }

  @Test
  void whatReachesItsGoalLiesToTheRightOfTheLine() throws Exception {
    NodeList dots = picture().getElementsByTagName("circle");

    assertThat(x(dots, 0)).isGreaterThan(Plot.x(1));
    assertThat(x(dots, 1)).isLessThan(Plot.x(1));
    assertThat(x(dots, 2)).isGreaterThan(Plot.x(1));
  }

  @Test
  void whatIsFarOffStaysOnThePicture() {
    assertThat(Plot.x(0)).isEqualTo(Plot.x(1e-9));
    assertThat(Plot.x(100)).isEqualTo(Plot.x(1e9)).isGreaterThan(Plot.x(10));
  }

  private static double x(NodeList dots, int index) {
    return Double.parseDouble(((Element) dots.item(index)).getAttribute("cx"));
  }

  /** Also shows that names with special letters are well-formed. */
  private static Document picture() throws Exception {
    byte[] svg = Plot.of(Examples.results()).getBytes(StandardCharsets.UTF_8);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg));
  }
}
