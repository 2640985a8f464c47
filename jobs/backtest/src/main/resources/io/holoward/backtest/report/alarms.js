// Findings: grouped by what settles them, one by one with the reasons, and those nobody could score.
const hostCount = ({hosts, hostsAtLeast}) => `${hostsAtLeast ? 'at least ' : ''}${count(hosts, 'host')}`;

const causeBody = cause =>
  el(
    'div',
    null,
    el('p', null, cause.example?.explanation),
    cause.features.length > 0 && el('p', null, features(cause.features)),
    pairs([
      ['Process', el('code', null, cause.processId)],
      ['Connections', integer(cause.connections)],
      [
        'Most frequent services',
        cause.services.length
          ? `${cause.services.join(', ')}${cause.servicesTotal > cause.services.length ? ` and ${integer(cause.servicesTotal - cause.services.length)} more` : ''}`
          : null,
      ],
      [
        'Seen',
        cause.first === cause.last
          ? `${second(cause.first)} UTC`
          : `${second(cause.first)} – ${second(cause.last)} UTC`,
      ],
      ['Example', `${cause.example?.host}, ${place(cause.example?.source)}`],
    ]),
  );

const causeRows = (causes, tone) => {
  const most = Math.max(...causes.rows.map(({alarms}) => alarms));
  const rows = causes.rows.map(cause =>
    expandable(
      [
        el(
          'span',
          null,
          el('b', null, integer(cause.alarms)),
          el('span', {class: 'soft small'}, ` ${percent(cause.alarms / causes.alarms, 0)}`),
          bar(cause.alarms / most, `share ${tone}`),
        ),
        el(
          'span',
          {class: 'what'},
          el('b', null, cause.processName),
          el(
            'span',
            {class: 'why'},
            cause.features.length ? cause.features.map(phrase).join('; ') : cause.services.slice(0, 2).join(', '),
          ),
        ),
        el('span', {class: 'num extra'}, hostCount(cause)),
        el(
          'span',
          {class: 'num extra'},
          known(cause.maxScore) ? `score ${decimal(cause.maxScore, 1)}` : count(cause.connections, 'connection'),
        ),
      ],
      () => causeBody(cause),
    ),
  );
  return rowList('cause-rows', rows);
};

const causesSection = () => {
  const causes = DATA.alarms?.causes;
  if (!causes || causes.alarms === 0) return null;
  return section(
    'causes',
    'What to settle first',
    {
      short: 'Causes',
      total: causes.total,
      lead: 'Abnormal alarms by cause: the process, and the features that make up most of its outlier factor. One decision settles all of a row: relearn the process, allow the port, or hunt. Many hosts at the same time are rather an update than an attack.',
    },
    causeRows(causes, ''),
    note(
      [
        cut(causes.rows.length, causes.total, 'causes', 'scored-alarms.jsonl'),
        causes.ungrouped > 0 ? `${integer(causes.ungrouped)} alarms of further causes are not told apart.` : '',
      ]
        .filter(Boolean)
        .join(' '),
    ),
  );
};

const contributionRows = alarm => {
  const parts = alarm.contributions ?? [];
  if (parts.length === 0) return null;
  const most = Math.max(...parts.map(({contribution}) => contribution));
  const rows = parts.map(part =>
    el(
      'div',
      {class: 'contribution'},
      el('span', {title: part.feature}, part.value ? phrase(part.feature) : `not: ${phrase(part.feature)}`),
      bar(part.contribution / most),
      el('span', {class: 'num adds'}, decimal(part.contribution)),
      el(
        'span',
        {class: 'seen small'},
        `${integer(part.recordsWithFeature)} of ${integer(part.records)} records`,
        part.records > 0 && ` (${percent(part.recordsWithFeature / part.records)})`,
      ),
    ),
  );
  return el(
    'div',
    {class: `contributions ${alarm.verdict.toLowerCase()}`},
    ['What adds to the outlier factor', '', 'adds', 'seen in'].map((head, i) =>
      el('span', {class: `head ${i === 2 ? 'num' : ''}`}, head),
    ),
    rows,
  );
};

/** The outlier factor on its scale, with the threshold. */
const gauge = alarm => {
  if (!known(alarm.outlierFactor) || !known(alarm.threshold)) return null;
  const end = Math.max(alarm.outlierFactorMax ?? 0, alarm.outlierFactor, alarm.threshold) * 1.05;
  const scale = el(
    'div',
    {
      class: 'gauge',
      role: 'img',
      'aria-label': `outlier factor ${decimal(alarm.outlierFactor)}, threshold ${decimal(alarm.threshold)}`,
    },
    el('i'),
    el('span', null, `threshold ${decimal(alarm.threshold)}`),
  );
  scale.style.setProperty('--at', `${(100 * alarm.threshold) / end}%`);
  scale.style.setProperty('--here', `${(100 * alarm.outlierFactor) / end}%`);
  return scale;
};

const connectionText = ({direction, protocol, local, remote}) =>
  direction === 'IN'
    ? `${protocol} from ${endpoint(remote)} to local ${endpoint(local)}`
    : `${protocol} to ${endpoint(remote)} from ${endpoint(local)}`;

const serviceOf = ({direction, local, remote}) =>
  direction === 'IN' ? `from ${endpoint(remote)}` : `to ${endpoint(remote)}`;

const alarmBody = alarm =>
  el(
    'div',
    null,
    el('p', null, alarm.explanation),
    contributionRows(alarm),
    known(alarm.outlierFactor) &&
      el(
        'p',
        {class: 'small soft'},
        `Outlier factor ${decimal(alarm.outlierFactor)}, ${decimal(alarm.outlierFactor / alarm.threshold)} times the threshold, ${decimal(alarm.zScore, 1)} standard deviations above the mean; learned from ${integer(alarm.modelRecords)} records (model version ${alarm.modelVersion}).`,
      ),
    gauge(alarm),
    alarm.canDetect === false &&
      el('p', {class: 'callout warn'}, 'So few records were learned that nothing could be an outlier.'),
    alarm.recommendation && el('p', {class: 'callout'}, alarm.recommendation),
    pairs([
      ['Shows', features(alarm.features)],
      ['Flow anomalies', alarm.flowAnomalies?.length ? alarm.flowAnomalies.join(', ') : null],
      ['ATT&CK', alarm.techniques?.length ? alarm.techniques.join(', ') : null],
      [
        'Connections',
        [
          count(alarm.connectionCount ?? 1, 'connection'),
          ` in ${count(alarm.windowCount ?? 1, 'window')}`,
          alarm.blocked ? ', refused by the firewall' : '',
          alarm.late ? ', late' : '',
          el(
            'ul',
            {class: 'small'},
            alarm.connections.map(each => el('li', null, el('code', null, connectionText(each)))),
          ),
        ],
      ],
      ['Seen', `${second(alarm.firstSeen ?? alarm.eventTime)} – ${second(alarm.lastSeen ?? alarm.eventTime)} UTC`],
      ['User', alarm.user],
      ['Container', alarm.container],
      ['Command line', alarm.commandLine && el('code', null, alarm.commandLine)],
      ['Process', el('code', null, alarm.processId)],
      ['Raised by', alarm.detector === 'external-alarm' ? `another product: ${alarm.alarmType ?? ''}` : alarm.detector],
      ['Record', place(alarm.source)],
      ['uid', el('code', null, alarm.uid)],
    ]),
  );

const alarmRows = alarms => {
  const rows = alarms.map(alarm =>
    expandable(
      [
        el(
          'span',
          {class: 'score'},
          known(alarm.score)
            ? decimal(alarm.score, 1)
            : known(alarm.populationScore)
              ? decimal(alarm.populationScore, 1)
              : '–',
        ),
        chip(alarm.verdict === 'ABNORMAL' ? alarm.severity : alarm.verdict),
        el(
          'span',
          {class: 'what'},
          el('b', null, alarm.processName),
          el(
            'span',
            {class: 'why'},
            [...alarm.connections.slice(0, 1).map(serviceOf), ...(alarm.features ?? []).map(phrase)].join('; '),
          ),
        ),
        el('span', {class: 'host soft small'}, alarm.host),
        el('span', {class: 'when num'}, minute(alarm.eventTime)),
      ],
      () => alarmBody(alarm),
    ),
  );
  const texts = alarms.map(alarm =>
    [
      alarm.processName,
      alarm.host,
      alarm.verdict,
      alarm.severity,
      alarm.user,
      alarm.explanation,
      ...(alarm.features ?? []),
    ]
      .join(' ')
      .toLowerCase(),
  );
  return rowList('alarm-rows', rows, {texts, label: 'Search process, host, service …'});
};

const topSection = () => {
  const alarms = DATA.alarms;
  if (!alarms || alarms.top.length === 0) return null;
  const total = alarms.byVerdict.ABNORMAL + alarms.byVerdict.NORMAL;
  return section(
    'alarms',
    'Top alarms',
    {
      total,
      lead: 'The most deviant first, by score and then by rank. Open one for what it did, what adds to its outlier factor and how many of the learned records showed that.',
    },
    alarmRows(alarms.top),
    note(cut(alarms.top.length, total, 'scored alarms', 'scored-alarms.jsonl')),
  );
};

/** How common it is in each organisation what such processes are compared by, the rarest first. */
const populationTables = () => {
  const populations = DATA.populations;
  if (!populations || populations.total === 0) return null;
  return [
    ...populations.organisations.map(({organisation, records, sealedAt, columns}) => [
      el('h3', null, `What ${integer(records)} records of ${organisation} show`),
      table(
        [
          {title: 'Records that …', value: row => row.phrase, class: 'wide'},
          figure('Records', row => row.trueCount),
          {title: 'Share', value: row => row.trueCount, cell: row => percent(row.trueCount / records)},
        ],
        columns,
        {caption: `How the connections of ${organisation} come about, as of ${minute(sealedAt)} UTC`},
      ),
    ]),
    note(cut(populations.organisations.length, populations.total, 'organisations', 'populations.json')),
  ].flat();
};

const populationPlot = () => {
  const scores = DATA.scores;
  if (!scores || Object.keys(scores.populations?.series ?? {}).length === 0) return null;
  const {threshold, high} = scores.ranges;
  return histogramPlot(
    'Population score',
    scores.populations,
    'population score',
    () => [mark('stands out', threshold), mark('high', high, colour('faint'))],
    `Distribution of population scores; from ${decimal(threshold, 0)} on a connection stands out from its organisation`,
  );
};

const unmodelledSection = () => {
  const alarms = DATA.alarms;
  if (!alarms || alarms.byVerdict.UNMODELLED === 0) return null;
  const processes = alarms.unmodelledProcesses;
  return section(
    'unmodelled',
    'Processes without an intended state',
    {
      short: 'Unmodelled',
      total: alarms.byVerdict.UNMODELLED,
      lead: 'Nothing was learned of these processes, so nothing can be said of their deviation: new software, rare software, or somebody else’s. They are ranked by their population score instead: how rare it is in the whole organisation that a program of such a folder, under such an account, reaches a place as new as this. It is no score of a deviation and not to be compared with one.',
    },
    populationPlot(),
    el('h3', null, 'By process'),
    causeRows(processes, 'unmodelled'),
    note(cut(processes.rows.length, processes.total, 'processes', 'scored-alarms.jsonl')),
    el('h3', null, 'Single alarms'),
    alarmRows(alarms.unmodelled),
    note(cut(alarms.unmodelled.length, alarms.byVerdict.UNMODELLED, 'unmodelled alarms', 'scored-alarms.jsonl')),
    populationTables(),
  );
};
