// Puts the page together: sections, contents, theme, printing.
const contents = () =>
  document.getElementById('contents').append(
    el(
      'ol',
      null,
      SECTIONS.map(({id, short, total}) =>
        el('li', null, el('a', {href: `#${id}`}, short, known(total) && el('span', {class: 'count'}, integer(total)))),
      ),
    ),
  );

/** Marks the entry of the section that is being read. */
const followReading = () => {
  const links = new Map(SECTIONS.map(({id}) => [id, document.querySelector(`#contents a[href="#${id}"]`)]));
  const list = document.getElementById('contents');
  const observer = new IntersectionObserver(
    entries =>
      entries
        .filter(entry => entry.isIntersecting)
        .forEach(({target}) => {
          links.forEach((link, id) =>
            id === target.id ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current'),
          );
          const link = links.get(target.id);
          list.scrollTo({left: link.offsetLeft - list.clientWidth / 2 + link.offsetWidth / 2});
        }),
    {rootMargin: '-20% 0px -70% 0px'},
  );
  links.forEach((_, id) => observer.observe(document.getElementById(id)));
};

const dark = matchMedia('(prefers-color-scheme: dark)');
let chosen = null;

const paint = theme => {
  document.documentElement.dataset.theme = theme;
  const button = document.getElementById('theme');
  button.textContent = theme === 'dark' ? 'Light' : 'Dark';
  button.setAttribute('aria-label', `Change to ${theme === 'dark' ? 'light' : 'dark'} colours`);
  drawAll();
};

const theme = () => chosen ?? (dark.matches ? 'dark' : 'light');

// A4 or Letter with the margins of the style; a chart is drawn before the browser lays out the page.
const PRINTED = {width: 670, height: 230};

const listen = () => {
  document.getElementById('theme').addEventListener('click', () => {
    chosen = theme() === 'dark' ? 'light' : 'dark';
    paint(chosen);
  });
  dark.addEventListener('change', () => paint(theme()));
  document.getElementById('print').addEventListener('click', () => print());
  addEventListener('beforeprint', () => {
    paint('light');
    PLOTS.forEach(({box, chart}) =>
      chart.resize({...PRINTED, width: box.closest('.pair') ? PRINTED.width / 2 - 10 : PRINTED.width}),
    );
  });
  addEventListener('afterprint', () => paint(theme()));
};

document
  .getElementById('main')
  .replaceChildren(
    ...[
      overviewSection(),
      sweepSection(),
      comparisonSection(),
      timelineSection(),
      causesSection(),
      evaluationSection(),
      topSection(),
      unmodelledSection(),
      scoresSection(),
      discoverySection(),
      statesSection(),
      inputSection(),
      configurationSection(),
    ].filter(Boolean),
  );
contents();
listen();
paint(theme());
observeSizes();
followReading();
