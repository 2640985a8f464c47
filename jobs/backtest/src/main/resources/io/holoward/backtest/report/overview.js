// What was run, what came out, and what to know before believing it.

/** The fewest causes that settle most of the alarms. */
const fewCauses = causes => {
  let settled = 0;
  let used = 0;
  for (const cause of causes.rows) {
    if (settled >= 0.8 * causes.alarms) break;
    settled += cause.alarms;
    used++;
  }
  return {used, share: settled / causes.alarms};
};

const headline = () => {
  const {byVerdict, causes} = DATA.alarms;
  const sentences = [];
  const abnormal = byVerdict.ABNORMAL;
  sentences.push(
    abnormal === 0 ? 'No alarm is abnormal' : `${count(abnormal, 'alarm')} ${abnormal === 1 ? 'is' : 'are'} abnormal`,
  );
  if (byVerdict.UNMODELLED > 0) {
    sentences.push(
      `; ${integer(byVerdict.UNMODELLED)} more ${byVerdict.UNMODELLED === 1 ? 'concerns' : 'concern'} ${count(DATA.alarms.unmodelledProcesses.processes, 'process', 'processes')} without an intended state`,
    );
  }
  sentences.push('. ');
  if (abnormal > 1) {
    const {used, share} = fewCauses(causes);
    sentences.push(
      used === 1
        ? `One cause makes ${percent(share, 0)} of the abnormal ones.`
        : `${integer(used)} of ${integer(causes.total)} causes make ${percent(share, 0)} of the abnormal ones.`,
    );
  }
  return el('p', {class: 'headline'}, sentences.join(''));
};

const callouts = () => {
  const summary = DATA.summary ?? {};
  const run = DATA.run ?? {};
  const warnings = [];
  if (summary.learning?.overlapsInput)
    warnings.push(
      run.learnLabels?.length
        ? `Learned from what is labelled ${run.learnLabels.join(', ')} in the time that is scored: this says how well the rest stands out from it, not how well it would have been foreseen.`
        : 'What was learned and what was scored lie in the same time: this says how well the recording describes itself, not how well it would have been foreseen.',
    );
  if (!summary.learning && run.learnedFrom === undefined && summary.protectedProcesses === 0)
    warnings.push(
      'No process was sealed, so nothing could be scored. Learn from an earlier recording with --learn, or score a longer one.',
    );
  if (summary.deadLettered > 0)
    warnings.push(
      `${count(summary.deadLettered, 'record')} of ${integer(summary.read)} could not be used; see “Input”.`,
    );
  if (summary.late > 0)
    warnings.push(
      `${count(summary.late, 'connection')} came after their window had closed: scored, but learned by nobody.`,
    );
  if (summary.notAssessed > 0)
    warnings.push(
      `${count(summary.notAssessed, 'connection')} had no place to wait for an assessment and ${summary.notAssessed === 1 ? 'is' : 'are'} missing from every figure against the labels.`,
    );
  const evaluation = DATA.evaluation;
  if (evaluation?.labels?.unmatched > 0)
    warnings.push(`${count(evaluation.labels.unmatched, 'label')} of ${evaluation.labels.file} matched no record.`);
  return warnings.map(text => el('p', {class: 'callout warn'}, text));
};

const cards = () => {
  const summary = DATA.summary;
  const all = [];
  const verdicts = DATA.alarms?.byVerdict ?? summary.byVerdict ?? {};
  const evaluation = DATA.evaluation;
  all.push(
    card(
      'Abnormal alarms',
      integer(verdicts.ABNORMAL ?? 0),
      DATA.alarms
        ? `${count(DATA.alarms.causes.total, 'cause')} in ${count(DATA.alarms.causes.processes, 'process', 'processes')}`
        : null,
      'abnormal',
    ),
  );
  all.push(
    card(
      'Unmodelled alarms',
      integer(verdicts.UNMODELLED ?? 0),
      'of processes without an intended state',
      'unmodelled',
    ),
  );
  all.push(card('Normal alarms', integer(verdicts.NORMAL ?? 0), 'scored and found ordinary'));
  if (known(evaluation?.alarmsPerHostDay))
    all.push(
      card(
        'Alarms per host and day',
        decimal(evaluation.alarmsPerHostDay),
        `${count(evaluation.hosts, 'host')}, ${decimal(evaluation.days, 1)} days`,
      ),
    );
  if (evaluation) {
    const view = evaluation.views.find(({name}) => name === 'all') ?? evaluation.views[0];
    const modelled = evaluation.views.find(({name}) => name === 'modelled');
    if (view) {
      all.push(
        card(
          'AUC',
          decimal(view.auc, 3),
          modelled ? `${decimal(modelled.auc, 3)} where there is an intended state` : null,
        ),
      );
      all.push(
        card('Precision · recall', `${percent(view.precision, 0)} · ${percent(view.recall, 0)}`, 'at the threshold'),
      );
    }
  }
  if (summary) {
    all.push(
      card(
        'Protected processes',
        `${integer(summary.protectedProcesses)} of ${integer(summary.processes)}`,
        'with sealed intended states at the end',
      ),
    );
    all.push(card('Connections', integer(summary.connections), `${integer(summary.records)} behaviour records`));
    if (summary.flows > 0)
      all.push(card('Flows', integer(summary.flows), `${integer(summary.flowsAnomalous)} anomalous`));
    if (summary.alarmsReceived > 0)
      all.push(card('Alarms received', integer(summary.alarmsReceived), 'from other products'));
    all.push(card('Responses', integer(summary.responses), 'recommended by the rules'));
    all.push(card('Records read', integer(summary.read), `${integer(Math.round(summary.eventsPerSecond))} a second`));
  }
  return el('div', {class: 'cards'}, all);
};

const names = (list, total) => {
  if (!list || list.length === 0) return null;
  const last = path => String(path).split(/[\\/]/).filter(Boolean).at(-1) ?? path;
  const few = list.slice(0, 3).map(last).join(', ');
  return total > 3 ? `${few} and ${integer(total - 3)} more` : few;
};

const fact = (label, value) => value && el('span', null, `${label} `, el('b', null, value));

const overviewSection = () => {
  const run = DATA.run ?? {};
  const kind = DATA.summary ? 'Backtest' : DATA.sweep ? 'Sweep' : 'Comparison';
  SECTIONS.push({id: 'overview', short: 'Overview'});
  return el(
    'section',
    {id: 'overview', class: 'hero', 'aria-label': 'Overview'},
    el('h1', null, `${kind}: ${names(run.inputs, run.inputsTotal) ?? DATA.name}`),
    el(
      'div',
      {class: 'facts'},
      run.from && fact('Scored', `${minute(run.from)} – ${minute(run.to)} UTC`),
      fact('Learned from', names(run.learnedFrom, run.learnedFromTotal)),
      fact('Labels', run.labels && names([run.labels], 1)),
      run.startedAt && fact('Run', `${minute(run.startedAt)} UTC, ${duration(run.durationSeconds)}`),
      run.version && fact('Holoward', run.version),
      run.flinkVersion && fact('Flink', run.flinkVersion),
    ),
    DATA.alarms && headline(),
    callouts(),
    DATA.summary && cards(),
  );
};
