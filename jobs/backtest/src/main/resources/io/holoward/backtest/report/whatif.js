// What another configuration would have found: sweeps and comparisons.
const METRICS = [
  ['alarmsPerHostDay', 'alarms per host and day', value => decimal(value)],
  ['alarms', 'scored alarms', integer],
  ['recall', 'recall', percent],
  ['precision', 'precision', percent],
  ['f1', 'F1 (harmonic mean of precision and recall)', value => decimal(value, 3)],
  ['auc', 'AUC', value => decimal(value, 3)],
  ['averagePrecision', 'average precision', value => decimal(value, 3)],
  ['falsePositiveRate', 'false positive rate', value => percent(value, 2)],
];

const titled = name => name[0].toUpperCase() + name.slice(1).split(' (')[0];

const withF1 = run => ({
  ...run,
  f1: run.precision + run.recall > 0 ? (2 * run.precision * run.recall) / (run.precision + run.recall) : null,
});

const settingsText = settings =>
  Object.entries(settings)
    .map(([key, value]) => `${key} = ${value}`)
    .join(', ');

const sweepLines = (key, runs, series, format, title) =>
  plot(title, `${series.map(([, name]) => name).join(', ')} over ${key}`, () => ({
    legend: legend(),
    grid: {left: 8, right: 20, top: 40, bottom: 34, containLabel: true},
    xAxis: below(key, {type: 'category', data: runs.map(run => String(run.settings[key]))}),
    yAxis: axis('', {type: 'value', axisLabel: {color: colour('soft'), formatter: value => format(value, 0)}}),
    tooltip: tooltip(params => [
      `${key} = ${params[0].name}`,
      params.map(each => [each.color, `${each.seriesName}: ${format(each.value)}`]),
    ]),
    series: series.map(([value, name, paint], i) =>
      line(name, runs.map(value), paint ? colour(paint) : viewColour(i), {showSymbol: true, symbolSize: 6}),
    ),
  }));

const heatMap = (parameters, runs, metrics) => {
  const [x, y] = parameters;
  let [field, name, format] = metrics[0];
  const label = value => String(value);
  const option = () => {
    const values = runs.map(run => run[field]).filter(known);
    return {
      grid: {left: 34, right: 16, top: 10, bottom: 92, containLabel: true},
      xAxis: below(x.key, {type: 'category', data: x.values.map(label)}),
      yAxis: axis(y.key, {
        type: 'category',
        data: y.values.map(label),
        nameLocation: 'middle',
        nameGap: 46,
        splitLine: {show: false},
      }),
      visualMap: {
        min: Math.min(...values),
        max: Math.max(...values),
        orient: 'horizontal',
        left: 'center',
        bottom: 0,
        calculable: false,
        itemHeight: 160,
        text: [format(Math.max(...values)), format(Math.min(...values))],
        textStyle: {color: colour('soft')},
        inRange: {color: [colour('wash'), colour('accent')]},
      },
      tooltip: tooltip(
        ([each]) => [
          `${name}: ${format(each.value[2])}`,
          [
            [null, `${x.key} = ${x.values[each.value[0]]}`],
            [null, `${y.key} = ${y.values[each.value[1]]}`],
          ],
        ],
        {trigger: 'item'},
      ),
      series: [
        {
          type: 'heatmap',
          itemStyle: {borderColor: colour('card'), borderWidth: 2},
          label: {
            show: figure.clientWidth > 46 * x.values.length,
            formatter: each => format(each.value[2]),
            fontSize: 11,
          },
          data: runs
            .filter(run => known(run[field]))
            .map(run => [
              x.values.map(label).indexOf(label(run.settings[x.key])),
              y.values.map(label).indexOf(label(run.settings[y.key])),
              run[field],
            ]),
        },
      ],
    };
  };
  const figure = plot('', `Heat map of the sweep over ${x.key} and ${y.key}`, option);
  const choice = el(
    'select',
    {
      change: () => {
        [field, name, format] = metrics[choice.selectedIndex];
        draw(PLOTS.find(({box}) => figure.contains(box)));
      },
    },
    metrics.map(([, text]) => el('option', null, text)),
  );
  return el('div', null, el('div', {class: 'over'}, el('label', null, 'Show', choice)), figure);
};

/** What one gives for the other: the runs by alarms and recall. */
const tradeOff = runs =>
  plot(
    'What recall costs',
    'Each run by its alarms per host and day and its recall',
    () => ({
      grid: {left: 8, right: 20, top: 20, bottom: 34, containLabel: true},
      xAxis: below('alarms per host and day', {type: 'value', scale: true}),
      yAxis: axis('', {
        type: 'value',
        scale: true,
        axisLabel: {color: colour('soft'), formatter: value => percent(value, 0)},
      }),
      tooltip: tooltip(
        ([each]) => [
          settingsText(runs[each.dataIndex].settings),
          [
            [null, `recall ${percent(each.value[1])}`],
            [null, `${decimal(each.value[0])} alarms per host and day`],
            [null, `precision ${percent(runs[each.dataIndex].precision)}`],
          ],
        ],
        {trigger: 'item'},
      ),
      series: [
        {
          type: 'scatter',
          symbolSize: 11,
          itemStyle: {color: colour('accent'), opacity: 0.8},
          data: runs.map(run => [run.alarmsPerHostDay, run.recall]),
        },
      ],
    }),
    {size: 'small-plot'},
  );

const sweepSection = () => {
  const sweep = DATA.sweep;
  if (!sweep || sweep.runs.length === 0) return null;
  const runs = sweep.runs.map(withF1);
  const metrics = METRICS.filter(([field]) => runs.some(run => known(run[field])));
  const best = sweep.labelled ? runs.reduce((a, b) => ((b.f1 ?? -1) > (a.f1 ?? -1) ? b : a)) : null;
  const [first] = sweep.parameters;
  const one = sweep.parameters.length === 1;
  return section(
    'sweep',
    `Sweep of ${sweep.parameters.map(({key}) => key).join(' and ')}`,
    {short: 'Sweep', total: sweep.runsTotal, lead: 'The same recording under each setting.'},
    best &&
      known(best.f1) &&
      el(
        'p',
        {class: 'callout'},
        `The best balance of precision and recall on these labels is at ${settingsText(best.settings)}: precision ${percent(best.precision)}, recall ${percent(best.recall)}, ${decimal(best.alarmsPerHostDay)} alarms per host and day. Chosen on the labels it is judged by, it flatters itself: confirm it on another recording.`,
      ),
    one &&
      el(
        'div',
        {class: 'pair'},
        sweepLines(
          first.key,
          runs,
          [
            [run => run.byVerdict?.ABNORMAL ?? 0, 'abnormal', 'abnormal'],
            [run => run.byVerdict?.UNMODELLED ?? 0, 'unmodelled', 'unmodelled'],
          ],
          integer,
          'Alarms',
        ),
        sweep.labelled &&
          sweepLines(
            first.key,
            runs,
            [
              [run => run.precision, 'precision'],
              [run => run.recall, 'recall'],
              [run => run.auc, 'AUC'],
              [run => run.averagePrecision, 'average precision'],
            ],
            percent,
            'Agreement with the labels',
          ),
        sweep.labelled && tradeOff(runs),
      ),
    !one && el('div', {class: 'pair'}, heatMap(sweep.parameters, runs, metrics), sweep.labelled && tradeOff(runs)),
    el('h3', null, 'All runs'),
    table(
      [
        ...sweep.parameters.map(({key}) => ({
          title: key,
          value: run => (Number.isFinite(Number(run.settings[key])) ? Number(run.settings[key]) : run.settings[key]),
          cell: run => String(run.settings[key]),
          numeric: true,
        })),
        figure('Abnormal', run => run.byVerdict?.ABNORMAL ?? 0),
        figure('Unmodelled', run => run.byVerdict?.UNMODELLED ?? 0),
        ...metrics.map(([field, name, format]) => figure(titled(name), run => run[field], format)),
      ],
      runs,
      {caption: 'Runs of the sweep'},
    ),
    note(cut(runs.length, sweep.runsTotal, 'runs', 'sweep.json')),
  );
};

const verdictText = side => (side ? [chip(side.verdict), known(side.score) ? ` ${decimal(side.score, 1)}` : ''] : '–');

const scoreOf = side => side?.score ?? null;

const comparisonTable = (title, rows, total, change, labelled) =>
  total === 0
    ? null
    : [
        el('h3', null, `${title}: ${integer(total)}`),
        table(
          [
            {
              title: 'Process',
              value: row => row.processName,
              cell: row => [row.processName, el('div', {class: 'small soft'}, row.host)],
              class: 'name',
            },
            ...(change === 'GAINED'
              ? []
              : [{title: 'A', value: row => scoreOf(row.a), cell: row => verdictText(row.a), numeric: true}]),
            ...(change === 'LOST'
              ? []
              : [{title: 'B', value: row => scoreOf(row.b), cell: row => verdictText(row.b), numeric: true}]),
            ...(change === 'MOVED'
              ? [
                  figure(
                    'Moved by',
                    row => (known(scoreOf(row.a)) && known(scoreOf(row.b)) ? row.b.score - row.a.score : null),
                    value => (known(value) ? `${value > 0 ? '+' : ''}${decimal(value, 1)}` : '–'),
                  ),
                ]
              : []),
            ...(labelled ? [{title: 'Label', value: row => row.label, class: 'name'}] : []),
            {title: 'Explanation', value: row => row.explanation, class: 'wide small'},
          ],
          rows,
          {caption: title, first: 10, find: 'Search process, host, service …'},
        ),
        note(cut(rows.length, total, 'findings, the weightiest', 'comparison.json')),
      ];

const comparisonSection = () => {
  const comparison = DATA.comparison;
  if (!comparison) return null;
  const {a = {}, b = {}, counts = {}, findings = {}, byProcess = []} = comparison;
  const keys = [
    ...new Set([...Object.keys(a.configurationDifferences ?? {}), ...Object.keys(b.configurationDifferences ?? {})]),
  ].sort();
  const labelled = Object.values(findings).some(rows => rows.some(row => known(row.label)));
  const of = change => findings[change] ?? [];
  const value = (side, key) => side.configurationDifferences?.[key];
  return section(
    'comparison',
    'Comparison',
    {lead: `A is ${a.name}, B is ${b.name}.`},
    el(
      'div',
      {class: 'cards'},
      card('Gained', integer(counts.gained), 'found by B only', 'good'),
      card('Lost', integer(counts.lost), 'found by A only', 'abnormal'),
      card('Moved', integer(counts.moved), 'found by both, with another verdict or score'),
      card('Same', integer(counts.same), 'found by both alike'),
    ),
    el('h3', null, 'What is configured differently'),
    table(
      [
        {title: 'Key', value: key => key, cell: key => el('code', null, key)},
        column('A', key => value(a, key) ?? 'default'),
        column('B', key => value(b, key) ?? 'default'),
      ],
      keys,
      {caption: 'Differences of the configurations'},
    ),
    comparisonTable('Gained', of('GAINED'), counts.gained ?? of('GAINED').length, 'GAINED', labelled),
    comparisonTable('Lost', of('LOST'), counts.lost ?? of('LOST').length, 'LOST', labelled),
    comparisonTable('Moved', of('MOVED'), counts.moved ?? of('MOVED').length, 'MOVED', labelled),
    el('h3', null, 'By process'),
    table(
      [
        named('Process'),
        figure('Gained', row => row.gained),
        figure('Lost', row => row.lost),
        figure('Moved', row => row.moved),
        figure('Same', row => row.same),
      ],
      byProcess,
      {caption: 'Changes by process'},
    ),
    note(cut(byProcess.length, comparison.byProcessTotal, 'processes', 'comparison.json')),
  );
};
