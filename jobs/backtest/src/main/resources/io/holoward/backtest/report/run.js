// What went in, what was recommended, and how the result was made.
const inputSection = () => {
  const summary = DATA.summary;
  if (!summary) return null;
  const letters = DATA.deadLetters ?? [];
  const responses = DATA.responses ?? [];
  const anomalies = Object.entries(summary.byAnomalyType ?? {});
  const exceptions = DATA.portExceptions;
  const ignored = Object.entries(summary.ignored ?? {});
  const counts = [
    ['connections', 'Connections'],
    ['twins', 'Second reports of a connection'],
    ['processStarts', 'Process starts'],
    ['listeners', 'Listeners'],
    ['alarmsReceived', 'Alarms received'],
    ['flows', 'Flows'],
    ['commands', 'Commands of operators'],
  ]
    .map(([field, name]) => ({name, count: summary[field]}))
    .concat(
      ignored.map(([reason, number]) => ({name: `Ignored: ${reason}`, count: number})),
      [{name: 'Dead letters', count: summary.deadLettered}],
    )
    .filter(({count: number}) => number > 0);
  const countTable = (rows, title, caption) =>
    table(
      [
        {title, value: row => row.name, class: 'name'},
        figure('Count', row => row.count),
        {
          title: 'Share',
          value: row => row.count,
          cell: row => bar(row.count / Math.max(...rows.map(each => each.count))),
        },
      ],
      rows,
      {caption},
    );
  const part = (title, ...children) => el('div', null, el('h3', null, title), ...children);
  return section(
    'input',
    'Input, flows and responses',
    {
      short: 'Input',
      lead: `Every record is accounted for: ${integer(summary.read)} read, ${integer(summary.decoded)} decoded, ${integer(summary.deadLettered)} dead-lettered.`,
    },
    el(
      'div',
      {class: 'pair'},
      part('Records read', countTable(counts, 'Kind', 'Records read by kind')),
      responses.length > 0 &&
        part(
          'Responses by action',
          table(
            [
              column('Action', row => row.action.toLowerCase().replaceAll('_', ' ')),
              figure('Count', row => row.count),
              figure('Safe to automate', row => row.safeToAutomate),
            ],
            responses,
            {caption: 'Responses by action'},
          ),
        ),
      summary.flows > 0 &&
        part(
          'Flows by anomaly',
          anomalies.length === 0
            ? empty('No flow is anomalous.')
            : countTable(
                anomalies.map(([name, number]) => ({name: name.toLowerCase().replaceAll('_', ' '), count: number})),
                'Anomaly',
                'Flows by type of anomaly',
              ),
        ),
    ),
    letters.length > 0 &&
      part(
        'Dead letters by class',
        table(
          [
            {title: 'Class', value: row => row.errorClass, class: 'name'},
            figure('Count', row => row.count),
            {title: 'First message', value: row => row.message, class: 'wide'},
            column('First record', row => place(row.source)),
          ],
          letters,
          {caption: 'Dead letters by class'},
        ),
      ),
    exceptions?.total > 0 &&
      part(
        'Proposed port exceptions',
        el('p', {class: 'small soft'}, 'Hosts have long shown these. Paste what is right into ports.overrides.'),
        table(
          [
            column('Application', row => row.application),
            figure('Port', row => row.port, String),
            column('Protocol', row => row.protocol),
            figure('Hosts', row => row.hosts),
            {title: 'Entry', value: row => row.override, cell: row => el('code', null, row.override), class: 'wide'},
          ],
          exceptions.rows,
          {caption: 'Proposed port exceptions'},
        ),
        note(cut(exceptions.rows.length, exceptions.total, 'proposals', 'port-exceptions.jsonl')),
      ),
  );
};

/** An argument as a shell reads it. */
const quoted = argument => (/^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`);

const command = run => {
  const parts = run.arguments.map(String);
  return ['holoward', ...(parts[0] === 'backtest' ? [] : ['backtest']), ...parts].map(quoted).join(' ');
};

const files = (list, total, what) =>
  list && [list.map(name => el('div', {class: 'mono'}, name)), note(cut(list.length, total, what, 'run.json'))];

const configurationSection = () => {
  const {configuration, run} = DATA;
  if (!configuration && !run) return null;
  return section(
    'configuration',
    'How this was made',
    {short: 'Configuration', total: configuration?.changed.length},
    run?.arguments?.length > 0 && [el('h3', null, 'Command'), el('pre', {class: 'command'}, command(run))],
    run &&
      pairs([
        ['Holoward', run.version],
        ['Flink', run.flinkVersion],
        ['Java', run.javaVersion],
        ['Parallelism', run.parallelism],
        ['Started', run.startedAt && `${second(run.startedAt)} UTC`],
        ['Took', duration(run.durationSeconds)],
        ['Inputs', files(run.inputs, run.inputsTotal, 'inputs')],
        ['Learned from', files(run.learnedFrom, run.learnedFromTotal, 'inputs')],
        ['Learned labels', run.learnLabels?.join(', ')],
        ['Labels', run.labels],
      ]),
    configuration && [
      el('h3', null, 'What differs from the defaults'),
      configuration.changed.length === 0
        ? empty('Nothing: the defaults.')
        : table(
            [
              {title: 'Key', value: row => row.key, cell: row => el('code', null, row.key)},
              column(
                'Value',
                row => row.value,
                row => el('code', null, row.value),
              ),
              column(
                'Default',
                row => row.default,
                row => el('code', null, row.default ?? 'not set'),
              ),
            ],
            configuration.changed,
            {caption: 'Differences from the defaults'},
          ),
      el(
        'details',
        {class: 'fold'},
        el('summary', null, 'The whole configuration'),
        el('pre', {tabindex: '0'}, configuration.text),
      ),
    ],
  );
};
