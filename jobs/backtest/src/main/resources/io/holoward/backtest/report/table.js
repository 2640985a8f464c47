// Tables that sort by their headings and show their first rows until asked for all.

/**
 * A column: title, value(row) to sort by and to show, and at will cell(row) to show instead, numeric, and a class.
 * Options: caption for those who do not see, rows shown at first, and a search label.
 */
const table = (columns, rows, {caption, first = 15, find} = {}) => {
  if (rows.length === 0) return empty('None.');
  const body = el('tbody');
  const made = rows.map(row => ({
    row,
    line: el(
      'tr',
      null,
      columns.map(column =>
        el(
          'td',
          {class: `${column.numeric ? 'num ' : ''}${column.class ?? ''}`},
          column.cell ? column.cell(row) : (column.value(row) ?? '–'),
        ),
      ),
    ),
  }));
  let order = made;
  let all = rows.length <= first + 3;
  const words = () => (box ? wordsOf(box.value) : []);
  const more = el('button', {
    type: 'button',
    click: () => {
      all = true;
      show();
    },
  });
  const status = el('span', {role: 'status'});
  const show = () => {
    const wanted = words();
    const matching = order.filter(({line}) => wanted.every(word => line.textContent.toLowerCase().includes(word)));
    const shown = all || wanted.length ? matching : matching.slice(0, first);
    body.replaceChildren(...shown.map(({line}) => line));
    more.hidden = all || wanted.length > 0;
    more.textContent = `Show all ${integer(rows.length)}`;
    status.textContent = wanted.length
      ? `${integer(matching.length)} of ${integer(rows.length)}`
      : all
        ? ''
        : `${integer(first)} of ${integer(rows.length)} rows`;
  };
  const box = find ? el('input', {type: 'search', 'aria-label': find, placeholder: find, input: () => show()}) : null;
  const heads = columns.map(column => {
    const head = el(
      'th',
      {scope: 'col', class: column.numeric ? 'num' : ''},
      el(
        'button',
        {
          type: 'button',
          click: () => {
            const down = head.getAttribute('aria-sort')
              ? head.getAttribute('aria-sort') === 'ascending'
              : Boolean(column.numeric);
            heads.forEach(other => other.removeAttribute('aria-sort'));
            head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
            order = [...made].sort((a, b) => compare(column.value(a.row), column.value(b.row), down));
            show();
          },
        },
        column.title,
      ),
    );
    return head;
  });
  show();
  return el(
    'div',
    null,
    box && el('div', {class: 'over'}, box),
    el(
      'div',
      {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption},
      el('table', null, el('thead', null, el('tr', null, heads)), body),
    ),
    (!all || box) && el('div', {class: 'under'}, status, more),
  );
};

/** What is unknown comes last either way. */
const compare = (a, b, down) => {
  if (!known(a) || !known(b)) return known(a) ? -1 : known(b) ? 1 : 0;
  const order =
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en', {numeric: true});
  return down ? -order : order;
};

const column = (title, value, cell) => ({title, value, cell});

const figure = (title, value, cell) => ({title, value, cell: row => (cell ?? integer)(value(row)), numeric: true});

const named = title => ({title, value: row => row.processName, class: 'name'});
