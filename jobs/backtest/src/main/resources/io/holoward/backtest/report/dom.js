// Everything a page shows is made here, and text only ever becomes text.
const DATA = JSON.parse(document.getElementById('data').textContent);

/** An element; attributes by name, children are nodes or text, and null or false is nothing. */
const el = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (known(value) && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  add(element, children);
  return element;
};

const add = (parent, children) => {
  for (const child of children.flat(3)) {
    if (known(child) && child !== false) {
      parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
};

const SECTIONS = [];

/** A section with its entry in the table of contents. */
const section = (id, title, {short = title, total, lead} = {}, ...children) => {
  SECTIONS.push({id, short, total});
  return el(
    'section',
    {id, 'aria-labelledby': `${id}-title`},
    el('h2', {id: `${id}-title`}, title),
    lead && el('p', {class: 'lead'}, lead),
    ...children,
  );
};

const card = (label, value, hint, tone) =>
  el(
    'div',
    {class: `card ${tone ?? ''}`},
    el('div', {class: 'label'}, label),
    el('div', {class: 'value'}, value),
    hint && el('div', {class: 'hint'}, hint),
  );

const chip = name =>
  el(
    'span',
    {
      class: `chip ${String(name)
        .toLowerCase()
        .replace(/[^a-z]/g, '')}`,
    },
    String(name).toLowerCase(),
  );

const feature = name => el('span', {class: 'feature', title: name}, phrase(name));

const features = names => (names ?? []).map(feature);

/** A bar, a share of 1 long. */
const bar = (share, style = 'track') => {
  const fill = el('i');
  fill.style.width = `${Math.max(0, Math.min(1, share || 0)) * 100}%`;
  return el('span', {class: style, 'aria-hidden': 'true'}, fill);
};

const pairs = entries =>
  el(
    'dl',
    {class: 'pairs'},
    entries
      .filter(([, value]) => known(value) && value !== '–' && value !== false)
      .map(([name, value]) => [el('dt', null, name), el('dd', null, value)]),
  );

/** A row that opens; its body is made when it first does. */
const expandable = (cells, body) => {
  const details = el('details', null, el('summary', null, cells));
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) details.append(el('div', {class: 'body'}, body()));
  });
  return details;
};

const note = text => (text ? el('p', {class: 'under'}, text) : null);

const empty = text => el('p', {class: 'empty'}, text);

const FIRST_ROWS = 12;

/**
 * Rows of which the first are shown until somebody asks for all; with a search box, which looks at all of them, where
 * each row has a text to look at.
 */
const rowList = (style, rows, {texts, label} = {}) => {
  let all = rows.length <= FIRST_ROWS + 3;
  const status = el('span', {role: 'status'});
  const showAll = () => {
    all = true;
    show();
  };
  const more = el('button', {type: 'button', click: showAll}, `Show all ${integer(rows.length)}`);
  const box = texts && el('input', {type: 'search', 'aria-label': label, placeholder: label, input: () => show()});
  const show = () => {
    const words = box ? wordsOf(box.value) : [];
    const found = rows.filter((row, i) => {
      row.hidden = words.length ? !words.every(word => texts[i].includes(word)) : !all && i >= FIRST_ROWS;
      return !row.hidden;
    });
    more.hidden = all || words.length > 0;
    status.textContent =
      found.length < rows.length || words.length ? `${integer(found.length)} of ${integer(rows.length)}` : '';
  };
  show();
  return el(
    'div',
    null,
    box && el('div', {class: 'over'}, box),
    el('div', {class: `rows ${style}`}, rows),
    (!all || box) && el('div', {class: 'under'}, status, more),
  );
};

/** The words somebody searches for. */
const wordsOf = text => text.toLowerCase().split(/\s+/).filter(Boolean);
