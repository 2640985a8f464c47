// Numbers, times and words as people read them. Times are UTC, as in the recording.
const whole = new Intl.NumberFormat('en-US', {maximumFractionDigits: 0});

const known = value => value !== null && value !== undefined && value !== '';

const integer = value => (known(value) ? whole.format(value) : '–');

const decimal = (value, digits = 2) => {
  if (!known(value) || !Number.isFinite(Number(value))) return '–';
  const number = Number(value);
  if (number !== 0 && Math.abs(number) < 0.5 * 10 ** -digits) return number.toPrecision(1);
  return number.toLocaleString('en-US', {minimumFractionDigits: digits, maximumFractionDigits: digits});
};

const percent = (share, digits = 1) =>
  known(share) && Number.isFinite(share) ? `${decimal(100 * share, digits)}\u00a0%` : '–';

const count = (number, one, many = `${one}s`) => `${integer(number)} ${number === 1 ? one : many}`;

const two = number => String(number).padStart(2, '0');

const day = time => {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? String(time) : at.toISOString().slice(0, 10);
};

const minute = time => {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? String(time) : at.toISOString().slice(0, 16).replace('T', ' ');
};

const second = time => {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? String(time) : at.toISOString().slice(0, 19).replace('T', ' ');
};

const between = (from, to) =>
  day(from) === day(to) ? `${minute(from)} – ${minute(to).slice(11)}` : `${minute(from)} – ${minute(to)}`;

/** A length of time in its two largest units. */
const duration = seconds => {
  if (!known(seconds)) return '–';
  if (seconds < 10) return `${decimal(seconds, 1)} s`;
  const units = [
    ['d', 86400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ];
  let rest = Math.round(seconds);
  const parts = [];
  for (const [name, size] of units) {
    if (rest >= size && parts.length < 2) {
      parts.push(`${Math.floor(rest / size)} ${name}`);
      rest %= size;
    }
  }
  return parts.join(' ');
};

const phrase = feature => (Object.hasOwn(DATA.phrases, feature) ? DATA.phrases[feature] : feature);

const place = source => (source && known(source.name) ? `${source.name}, record ${integer(source.position)}` : '–');

const endpoint = end =>
  end
    ? `${String(end.address ?? '*').includes(':') ? `[${end.address}]` : (end.address ?? '*')}:${end.port ?? '*'}`
    : '–';

/** Says what was left out, and where it is. */
const cut = (shown, total, what, where) =>
  total > shown ? `${integer(shown)} of ${integer(total)} ${what}; the rest is in ${where}.` : '';
