// Scores, how discovery came on, and what was learned.
const centre = ({low, high}, bins, i) => low + ((i + 0.5) * (high - low)) / bins;

/** The series of a histogram as the page shows them: verdicts, or background and attacks. */
const shownSeries = histogram => {
  const series = Object.entries(histogram.series);
  if (!DATA.scores.labelled) return series.map(([name, counts]) => [name.toLowerCase(), counts, verdictColour(name)]);
  const shown = {
    attack: ['labelled as attack', colour('abnormal')],
    background: ['background', colour('normal')],
    unlabelled: ['unlabelled', colour('faint')],
  };
  return series.map(([name, counts]) => [shown[name][0], counts, shown[name][1]]);
};

const histogramPlot = (title, histogram, name, marks, description) => {
  let logarithmic = true;
  const bins = Object.values(histogram.series)[0]?.length ?? 0;
  const sum = counts => counts.reduce((total, each) => total + each, 0);
  const option = () => ({
    legend: legend(),
    grid: {left: 8, right: 16, top: 56, bottom: 34, containLabel: true},
    xAxis: below(name, {type: 'value', min: histogram.low, max: histogram.high}),
    yAxis: axis(`${DATA.scores.unit}${logarithmic ? ', logarithmic' : ''}`, {
      type: logarithmic ? 'log' : 'value',
      min: logarithmic ? 0.7 : 0,
      minInterval: 1,
      nameTextStyle: {color: colour('soft'), align: 'left'},
      axisLabel: {
        color: colour('soft'),
        fontSize: 11.5,
        formatter: value => (value < 1 && logarithmic ? '' : integer(value)),
      },
    }),
    tooltip: tooltip(
      params => {
        const half = (histogram.high - histogram.low) / bins / 2;
        const at = params[0].value[0];
        return [
          `${name} ${decimal(at - half, 1)} – ${decimal(at + half, 1)}`,
          params
            .filter(each => each.value[1])
            .map(each => [each.color, `${each.seriesName}: ${integer(each.value[1])}`]),
        ];
      },
      {axisPointer: {type: 'shadow', shadowStyle: {color: colour('faint'), opacity: 0.12}}},
    ),
    // Larger series lie behind smaller ones: a logarithmic axis cannot stack.
    series: shownSeries(histogram)
      .sort((a, b) => sum(b[1]) - sum(a[1]))
      .map(([series, counts, paint], i) => ({
        name: series,
        type: 'bar',
        barGap: '-100%',
        barWidth: '88%',
        itemStyle: {color: paint, opacity: i === 0 ? 0.75 : 0.85},
        data: counts.map((each, bin) => [centre(histogram, bins, bin), each || null]),
        ...(i === 0 ? {markLine: {silent: true, symbol: 'none', data: marks()}} : {}),
      })),
  });
  const figure = plot(title, description, option, {size: 'small-plot'});
  const linear = el(
    'button',
    {
      type: 'button',
      'aria-pressed': 'false',
      click: () => {
        logarithmic = !logarithmic;
        linear.setAttribute('aria-pressed', String(!logarithmic));
        draw(PLOTS.find(({box}) => figure.contains(box)));
      },
    },
    'Linear scale',
  );
  return el('div', null, figure, el('div', {class: 'over'}, linear));
};

const scoresSection = () => {
  const scores = DATA.scores;
  if (!scores || Object.keys(scores.scores.series).length === 0) return null;
  const {threshold, high, critical} = scores.ranges;
  return section(
    'scores',
    'Scores and thresholds',
    {
      short: 'Scores',
      lead: `All ${scores.unit} that have a score. What gathers just above the threshold goes away with a slightly higher score.threshold.k; what lies far beyond it does not.`,
    },
    el(
      'div',
      {class: 'pair'},
      histogramPlot(
        'Score',
        scores.scores,
        'score',
        () => [
          mark('abnormal', threshold),
          mark('high', high, colour('faint')),
          mark('critical', critical, colour('faint')),
        ],
        `Distribution of scores; abnormal from ${decimal(threshold, 0)}, high from ${decimal(high, 0)}, critical from ${decimal(critical, 0)}`,
      ),
      histogramPlot(
        'Outlier factor by its threshold',
        scores.ratios,
        'times the threshold',
        () => [mark('threshold', 1)],
        'Distribution of outlier factors as multiples of the threshold; above 1 is abnormal',
      ),
    ),
    scores.scores.without > 0 &&
      note(`${integer(scores.scores.without)} ${scores.unit} of processes without an intended state have no score.`),
  );
};

const discoverySection = () => {
  const discovery = DATA.discovery;
  if (!discovery || discovery.buckets.length === 0) return null;
  const steps = (name, i, paint, more) =>
    line(
      name,
      discovery.buckets.map(row => [row[0], row[i]]),
      paint(),
      {step: 'end', ...more},
    );
  const option = () => ({
    useUTC: true,
    legend: legend(),
    grid: {left: 8, right: 8, top: 58, bottom: 30, containLabel: true},
    xAxis: axis('', {type: 'time', splitLine: {show: false}}),
    yAxis: [
      axis('processes', {type: 'value', minInterval: 1, nameTextStyle: {color: colour('soft'), align: 'left'}}),
      axis('records', {
        type: 'value',
        splitLine: {show: false},
        nameTextStyle: {color: colour('soft'), align: 'right'},
        axisLabel: {color: colour('soft'), fontSize: 11.5, formatter: integer},
      }),
    ],
    tooltip: tooltip(params => [
      minute(params[0].value[0]),
      params.map(each => [each.color, `${each.seriesName}: ${integer(each.value[1])}`]),
    ]),
    series: [
      steps('protected', 2, () => colour('good'), {stack: 'phase', areaStyle: {opacity: 0.3}}),
      steps('in discovery', 1, () => colour('unmodelled'), {stack: 'phase', areaStyle: {opacity: 0.25}}),
      steps('records learned', 3, () => colour('accent'), {
        yAxisIndex: 1,
        lineStyle: {width: 1.6, type: 'dashed', color: colour('accent')},
      }),
    ],
  });
  return section(
    'discovery',
    'Discovery',
    {
      total: discovery.openTotal,
      lead: DATA.summary?.learning
        ? 'How learning came on in the learning pass, which seals at its end what has enough records.'
        : 'How learning came on.',
    },
    plot('', 'Processes in discovery and protected, and records learned, over event time', option),
    discovery.openTotal > 0 && [
      el('h3', null, `Never sealed: ${count(discovery.openTotal, 'process', 'processes')}`),
      table(
        [
          named('Process'),
          figure('Records', row => row.records),
          figure('Hosts', row => row.hosts),
          figure('Observed for', row => row.ageMillis / 1000, duration),
          {title: 'What blocks it', value: row => row.blocking.join('; '), class: 'wide'},
        ],
        discovery.open,
        {caption: 'Processes that were never sealed', first: 10, find: 'Search process …'},
      ),
      note(cut(discovery.open.length, discovery.openTotal, 'processes', 'progress.jsonl')),
    ],
  );
};

const stateTable = (state, i, total) =>
  el(
    'div',
    null,
    el('h3', null, total > 1 ? `Intended state ${i + 1} of ${total}` : 'Intended state'),
    el(
      'p',
      {class: 'small soft'},
      `${count(state.records, 'record')} of ${count(state.signatures, 'signature')}; mean outlier factor ${decimal(state.mean)}, threshold ${decimal(state.threshold)}, the largest learned ${decimal(state.max)}.`,
    ),
    table(
      [
        {
          title: 'Feature',
          value: row => phrase(row.feature),
          cell: row => el('span', {title: row.feature}, phrase(row.feature)),
          class: 'wide',
        },
        {
          title: 'Share of records',
          value: row => row.trueCount / state.records,
          cell: row => bar(row.trueCount / state.records),
          numeric: false,
        },
        figure('Share', row => row.trueCount / state.records, percent),
        figure('Records', row => row.trueCount),
        figure(
          'Entropy (nats)',
          row => row.entropy,
          value => decimal(value, 3),
        ),
        figure(
          'Weight',
          row => row.weight,
          value => decimal(value, 3),
        ),
      ],
      state.columns,
      {caption: 'Features of the intended state by frequency'},
    ),
    note(cut(state.columns.length, state.featuresTotal, 'features', 'intended-states.json')),
  );

/** A process is found by its names, and by what it does. */
const searchedText = ({processName, processId, states}) =>
  [processName, processId, ...states.flatMap(({columns}) => columns.flatMap(row => [row.feature, phrase(row.feature)]))]
    .join(' ')
    .toLowerCase();

const statesSection = () => {
  const states = DATA.states;
  if (!states || states.total === 0) return null;
  const rows = states.processes.map(process =>
    expandable(
      [
        el('span', {class: 'what'}, el('b', null, process.processName), el('span', {class: 'why'}, process.processId)),
        el('span', {class: 'num extra'}, count(process.records, 'record')),
        el('span', {class: 'num extra'}, count(process.hosts, 'host')),
        el('span', {class: 'num extra small'}, count(process.distinct, 'distinct signature')),
      ],
      () =>
        el(
          'div',
          null,
          el(
            'p',
            {class: 'small'},
            `Observed ${minute(process.firstSeen)} – ${minute(process.lastSeen)}, sealed ${minute(process.sealedAt)} UTC as version ${process.modelVersion}.`,
            process.removedRecords > 0 && ` ${count(process.removedRecords, 'record')} removed as outliers.`,
            process.pooledRecords > 0 && ` ${count(process.pooledRecords, 'record')} of the rarest signatures pooled.`,
            process.roaming && ` Novelty does not count: ${Math.round(100 * process.noveltyShare)} % of what it does is new.`,
          ),
          process.states.map((state, i) => stateTable(state, i, process.statesTotal)),
          note(cut(process.states.length, process.statesTotal, 'intended states', 'intended-states.json')),
        ),
    ),
  );
  return section(
    'states',
    'Intended states',
    {
      total: states.total,
      lead: 'What each sealed process is known to do: its features by frequency. What is rare here scores high there.',
    },
    rowList('state-rows', rows, {texts: states.processes.map(searchedText), label: 'Search process or feature …'}),
    note(cut(states.processes.length, states.total, 'processes', 'intended-states.json')),
  );
};
