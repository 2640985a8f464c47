// How the findings agree with the labels.
const VIEWS = {all: 'all processes', modelled: 'with an intended state', unmodelled: 'without one'};

const viewName = ({name}) => VIEWS[name] ?? name;

const viewColour = i => colour(SERIES[i % SERIES.length]);

const curvePlot = (title, views, field, [xName, yName], operating, diagonal) =>
  plot(title, `${yName} over ${xName}`, () => ({
    legend: legend(),
    grid: {left: 8, right: 26, top: 44, bottom: 34, containLabel: true},
    xAxis: below(xName, {
      type: 'value',
      min: 0,
      max: 1,
      axisLabel: {color: colour('soft'), formatter: value => percent(value, 0)},
    }),
    yAxis: axis('', {
      type: 'value',
      min: 0,
      max: 1,
      axisLabel: {color: colour('soft'), formatter: value => percent(value, 0)},
    }),
    tooltip: tooltip(
      params => [
        viewName(views[params[0].seriesIndex] ?? {}),
        [
          [params[0].color, `${xName} ${percent(params[0].value[0])}`],
          [null, `${yName} ${percent(params[0].value[1])}`],
          ...(known(params[0].value[2]) ? [[null, `from a score of ${decimal(params[0].value[2], 1)}`]] : []),
        ],
      ],
      {trigger: 'item'},
    ),
    series: views.map((view, i) =>
      line(viewName(view), view[field], viewColour(i), {
        showSymbol: true,
        symbolSize: 4,
        symbol: 'circle',
        // Between two thresholds recall is bought at the precision of the lower one; a ROC curve is straight there.
        step: field === 'pr' ? 'start' : false,
        markPoint:
          known(operating(view)[0]) && known(operating(view)[1])
            ? {
                symbol: 'diamond',
                symbolSize: 13,
                silent: true,
                label: {show: false},
                itemStyle: {color: viewColour(i), borderColor: colour('card'), borderWidth: 2},
                data: [{coord: operating(view)}],
              }
            : undefined,
        markLine:
          i === 0 && diagonal
            ? {
                silent: true,
                symbol: 'none',
                lineStyle: {color: colour('faint'), type: 'dashed', width: 1},
                label: {show: false},
                data: [[{coord: [0, 0]}, {coord: [1, 1]}]],
              }
            : undefined,
      }),
    ),
  }));

const confusionTable = view => {
  const {truePositives, falsePositives, falseNegatives, trueNegatives} = view.confusion ?? {};
  const cell = (value, right) => el('td', {class: right ? 'right' : 'wrong'}, integer(value));
  const head = text => el('th', {scope: 'col', class: 'num'}, text);
  const side = text => el('th', {scope: 'row'}, text);
  return el(
    'figure',
    null,
    el('figcaption', null, `At the threshold: ${viewName(view)}`),
    el(
      'div',
      {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `Confusion, ${viewName(view)}`},
      el(
        'table',
        {class: 'confusion'},
        el('thead', null, el('tr', null, el('th', {scope: 'col'}, ''), head('alarm'), head('no alarm'))),
        el(
          'tbody',
          null,
          el('tr', null, side('attack'), cell(truePositives, true), cell(falseNegatives, false)),
          el('tr', null, side('background'), cell(falsePositives, false), cell(trueNegatives, true)),
        ),
      ),
    ),
  );
};

const disagreements = (groups, total, units, one, file) => {
  if (groups.length === 0) return empty('None.');
  const most = Math.max(...groups.map(group => group.units));
  return [
    rowList(
      'cause-rows',
      groups.map(group =>
        expandable(
          [
            el(
              'span',
              null,
              el('b', null, integer(group.units)),
              el('span', {class: 'soft small'}, ` ${percent(group.units / units, 0)}`),
              bar(group.units / most, `share ${one === 'miss' ? 'unmodelled' : ''}`),
            ),
            el('span', {class: 'what'}, el('b', null, group.processName), el('span', {class: 'why'}, group.cause)),
            el('span', {class: 'num extra'}, typeof group.hosts === 'number' ? count(group.hosts, 'host') : ''),
            el(
              'span',
              {class: 'num extra'},
              known(group.example?.score) ? `score ${decimal(group.example.score, 1)}` : 'no score',
            ),
          ],
          () =>
            el(
              'div',
              null,
              el('p', null, group.cause),
              el('p', null, features(group.features)),
              pairs([
                ['Example', group.example?.host],
                ['Service', serviceText(group.example?.service)],
                ['Record', place(group.example?.source)],
                ['Score', decimal(group.example?.score, 1)],
              ]),
            ),
        ),
      ),
    ),
    note(cut(groups.length, total, 'groups', file)),
  ];
};

const serviceText = service => (service && typeof service === 'object' ? endpoint(service) : service);

const viewTable = views =>
  table(
    [
      {title: 'Processes', value: viewName, class: 'name'},
      figure('Units', view => view.units),
      figure('Attacks', view => view.positives),
      {
        title: 'AUC',
        numeric: true,
        value: view => view.auc,
        cell: view => [
          decimal(view.auc, 3),
          view.aucInterval &&
            el('div', {class: 'small soft'}, view.aucInterval.map(each => decimal(each, 3)).join('–')),
        ],
      },
      figure(
        'Average precision',
        view => view.averagePrecision,
        value => decimal(value, 3),
      ),
      figure('Precision', view => view.precision, percent),
      figure('Recall', view => view.recall, percent),
      figure(
        'False positive rate',
        view => view.falsePositiveRate,
        value => percent(value, 2),
      ),
    ],
    views,
    {caption: 'Figures by view'},
  );

const evaluationSection = () => {
  const evaluation = DATA.evaluation;
  if (!evaluation) return null;
  const views = evaluation.views;
  const drawn = views.filter(view => view.roc.length > 2);
  const labels = evaluation.labels ?? {};
  return section(
    'labels',
    'Against the labels',
    {
      short: 'Labels',
      lead: `Each unit is a ${evaluation.unit ?? 'connection'}; ${integer(labels.labelled)} labelled, ${integer(labels.unlabelled)} unlabelled. Nothing was fitted on the labels.`,
    },
    viewTable(views),
    drawn.length > 0 && [
      el('h3', null, 'Curves'),
      el(
        'div',
        {class: 'pair'},
        curvePlot(
          'ROC',
          drawn,
          'roc',
          ['false positive rate', 'recall'],
          view => [view.falsePositiveRate, view.recall],
          true,
        ),
        curvePlot(
          'Precision and recall',
          drawn,
          'pr',
          ['recall', 'precision'],
          view => [view.recall, view.precision],
          false,
        ),
      ),
      el('p', {class: 'small soft'}, 'The diamond is where the configured threshold stands.'),
    ],
    el('h3', null, 'Confusion'),
    el('div', {class: 'pair'}, views.map(confusionTable)),
    el('h3', {id: 'false-positives'}, 'False positives by cause'),
    el('p', {class: 'small soft'}, 'Background that raised an alarm: what to settle before going live.'),
    disagreements(evaluation.falsePositives, evaluation.falsePositivesTotal, evaluation.falsePositivesUnits, 'false positive', 'evaluation.json'),
    el('h3', {id: 'misses'}, 'Misses by cause'),
    el('p', {class: 'small soft'}, 'Attacks that raised none.'),
    disagreements(evaluation.misses, evaluation.missesTotal, evaluation.missesUnits, 'miss', 'evaluation.json'),
    el('h3', null, 'By label'),
    table(
      [
        {title: 'Label', value: row => row.label, class: 'name'},
        figure('Units', row => row.units),
        figure('Found', row => row.found),
        {
          title: 'Share found',
          value: row => (row.units ? row.found / row.units : null),
          cell: row => bar(row.units ? row.found / row.units : 0),
        },
        figure('Recall', row => (row.units ? row.found / row.units : null), percent),
      ],
      evaluation.byLabel,
      {caption: 'Units found by label'},
    ),
    evaluation.byLabel.some(row => row.units === 0) &&
      note('A label without units met no connection, as those of flows alone do: it is neither a hit nor a miss.'),
    note(cut(evaluation.byLabel.length, evaluation.byLabelTotal, 'labels', 'evaluation.json')),
    el('h3', null, 'By process'),
    table(
      [
        named('Process'),
        column('Intended state', row => (row.modelled ? 'yes' : 'no')),
        figure('Units', row => row.units),
        figure('Attacks', row => row.positives),
        figure(
          'AUC',
          row => row.auc,
          value => decimal(value, 3),
        ),
        figure(
          'Average precision',
          row => row.averagePrecision,
          value => decimal(value, 3),
        ),
        figure('True positives', row => row.truePositives),
        figure('False positives', row => row.falsePositives),
        figure('Misses', row => row.falseNegatives),
        figure('True negatives', row => row.trueNegatives),
      ],
      evaluation.processes,
      {caption: 'Figures by process', find: 'Search process …'},
    ),
    note(cut(evaluation.processes.length, evaluation.processesTotal, 'processes', 'evaluation.json')),
    el('h3', null, 'Detection delay'),
    el(
      'p',
      null,
      `${integer(evaluation.delaysFound)} of ${count(evaluation.delaysTotal, 'attacked process instance')} raised an alarm${known(evaluation.medianDelaySeconds) ? `; half of them within ${duration(evaluation.medianDelaySeconds)} of the first event` : ''}.`,
    ),
    table(
      [
        named('Process'),
        {title: 'Label', value: row => row.label, class: 'name'},
        {title: 'Host', value: row => row.host, class: 'name'},
        column(
          'First event',
          row => row.firstEvent,
          row => second(row.firstEvent),
        ),
        column(
          'First alarm',
          row => row.firstAlarm,
          row => (row.firstAlarm ? second(row.firstAlarm) : 'none'),
        ),
        figure('Delay', row => row.delaySeconds, duration),
      ],
      evaluation.delays,
      {caption: 'Detection delays', first: 10, find: 'Search process, host or label …'},
    ),
    note(cut(evaluation.delays.length, evaluation.delaysTotal, 'delays', 'evaluation.json')),
  );
};
