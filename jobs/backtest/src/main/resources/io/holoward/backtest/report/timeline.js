// Alarms over event time, in bars that follow the zoom; stretches in which nothing happened can be left out.
const BARS = 90;
const DENSE_BARS = 160;
const WIDTHS = [1, 10, 60, 300, 900, 3600, 21600, 86400, 604800].map(seconds => seconds * 1000);

/** Buckets [start, figure…] summed up in wider ones, by time. */
const binned = (buckets, width) => {
  const bins = new Map();
  for (const [start, ...figures] of buckets) {
    const bin = Math.floor(start / width) * width;
    bins.set(
      bin,
      (bins.get(bin) ?? figures.map(() => 0)).map((sum, i) => sum + figures[i]),
    );
  }
  return {width, rows: [...bins].sort((a, b) => a[0] - b[0])};
};

/** A stretch of time in about BARS bars. */
const joined = ({buckets, width}, from, to) => {
  const wanted = Math.max(width, (to - from) / BARS);
  const wider = WIDTHS.find(each => each >= wanted) ?? Math.ceil(wanted / WIDTHS.at(-1)) * WIDTHS.at(-1);
  return binned(
    buckets.filter(([start]) => start + width > from && start <= to),
    wider,
  );
};

/** All that happened, without the time between, in the finest bars that are legible together. */
const dense = ({buckets, width}) => {
  for (const wider of [width, ...WIDTHS.filter(each => each > width)]) {
    const bins = binned(buckets, wider);
    if (bins.rows.length <= DENSE_BARS) return bins;
  }
  return binned(buckets, WIDTHS.at(-1));
};

const timelinePlot = timeline => {
  const {buckets, verdicts} = timeline;
  const overall = joined(timeline, buckets[0][0], buckets.at(-1)[0] + timeline.width);
  const [first, last] = [overall.rows[0][0], overall.rows.at(-1)[0] + overall.width];
  const range = {from: first, to: last};
  let gapless = buckets.length > 1 && overall.rows.length * overall.width < (last - first) / 4;
  const totals = verdicts.map((_, i) => buckets.reduce((sum, bucket) => sum + bucket[i + 1], 0));
  // What is normal is usually most of it, and hides what is not.
  const selected = Object.fromEntries(
    verdicts.map((verdict, i) => [verdict, totals[i] > 0 && (verdict !== 'NORMAL' || totals[0] + totals[1] === 0)]),
  );
  let current;
  let chart;

  const series = () =>
    verdicts.map((verdict, i) => ({
      name: verdict,
      type: 'bar',
      stack: 'alarms',
      barMaxWidth: 26,
      barMinWidth: 2,
      itemStyle: {color: verdictColour(verdict)},
      data: current.rows.map(([start, figures]) => (gapless ? figures[i] : [start + current.width / 2, figures[i]])),
    }));

  const option = () => {
    current = gapless ? dense(timeline) : joined(timeline, range.from, range.to);
    const labels = current.rows.map(([start]) => (current.width >= 86400000 ? day(start) : minute(start)));
    return {
      useUTC: true,
      legend: legend({
        data: verdicts,
        selected,
        formatter: name => `${name.toLowerCase()} (${integer(totals[verdicts.indexOf(name)])})`,
      }),
      grid: {left: 8, right: 16, top: 56, bottom: 62, containLabel: true},
      xAxis: axis('', {
        splitLine: {show: false},
        ...(gapless
          ? {
              type: 'category',
              data: labels,
              axisLabel: {color: colour('soft'), fontSize: 11.5, hideOverlap: true, alignMinLabel: 'left'},
            }
          : {type: 'time', min: first, max: last}),
      }),
      yAxis: axis('alarms', {type: 'value', minInterval: 1, nameTextStyle: {color: colour('soft'), align: 'left'}}),
      dataZoom: [
        {
          type: 'slider',
          height: 22,
          bottom: 10,
          borderColor: colour('line'),
          fillerColor: `${colour('accent')}22`,
          handleStyle: {color: colour('accent')},
          moveHandleSize: 5,
          showDetail: false,
          showDataShadow: false,
          brushSelect: false,
          ...(gapless ? {} : {startValue: range.from, endValue: range.to, filterMode: 'none'}),
        },
        {type: 'inside', zoomOnMouseWheel: 'ctrl', moveOnMouseMove: false, preventDefaultMouseMove: false},
      ],
      tooltip: tooltip(
        params => {
          const [start] = current.rows[params[0].dataIndex];
          return [
            between(start, start + current.width),
            params.map(each => [
              each.color,
              `${each.seriesName.toLowerCase()}: ${integer(gapless ? each.value : each.value[1])}`,
            ]),
          ];
        },
        {axisPointer: {type: 'shadow', shadowStyle: {color: colour('faint'), opacity: 0.12}}},
      ),
      series: series(),
    };
  };

  const refine = () => {
    const zoomed = chart.getOption().dataZoom[0];
    if (gapless) return;
    [range.from, range.to] = [zoomed.startValue, zoomed.endValue];
    current = joined(timeline, range.from, range.to);
    chart.setOption({series: series()});
  };

  const zoom = factor => {
    const zoomed = chart.getOption().dataZoom[0];
    const half = Math.min(50, ((zoomed.end - zoomed.start) / 2) * factor);
    const start = Math.max(0, Math.min(100 - 2 * half, (zoomed.start + zoomed.end) / 2 - half));
    chart.dispatchAction({type: 'dataZoom', dataZoomIndex: 0, start, end: start + 2 * half});
  };

  const figure = plot('', `Alarms by verdict from ${minute(first)} to ${minute(last)}`, option, {
    ready: drawn => {
      chart = drawn;
      chart.on('datazoom', refine);
      chart.on('legendselectchanged', event => Object.assign(selected, event.selected));
    },
  });
  const button = (text, click) => el('button', {type: 'button', click}, text);
  const gaps = el(
    'button',
    {
      type: 'button',
      'aria-pressed': String(gapless),
      click: () => {
        gapless = !gapless;
        [range.from, range.to] = [first, last];
        gaps.setAttribute('aria-pressed', String(gapless));
        draw(PLOTS.find(entry => entry.chart === chart));
      },
    },
    'Leave out quiet times',
  );
  return el(
    'div',
    null,
    el(
      'div',
      {class: 'over zoom'},
      button('Zoom in', () => zoom(0.5)),
      button('Zoom out', () => zoom(2)),
      button('All', () => zoom(Infinity)),
      gaps,
    ),
    figure,
  );
};

const timelineSection = () => {
  const timeline = DATA.alarms?.timeline;
  if (!timeline || timeline.buckets.length === 0) return null;
  return section(
    'timeline',
    'Alarms over time',
    {
      short: 'Timeline',
      lead: 'By the time of the event, in UTC. Choose verdicts in the legend; drag the slider, or hold Ctrl and turn the wheel, to zoom.',
    },
    timelinePlot(timeline),
  );
};
