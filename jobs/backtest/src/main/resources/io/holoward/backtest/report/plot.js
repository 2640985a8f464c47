// Charts: SVG, in the colours of the page, redrawn when those change. Tooltips are elements, never HTML text.
const PLOTS = [];

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** A chart in a figure; option() makes it in the present colours, ready(chart) may listen to it. */
const plot = (title, description, option, {size = '', ready} = {}) => {
  const box = el('div', {class: `plot ${size}`, role: 'img', 'aria-label': `${title}. ${description}`});
  const entry = {box, option, ready, chart: null};
  PLOTS.push(entry);
  return el('figure', null, title && el('figcaption', null, title), box);
};

const draw = entry => {
  entry.chart?.dispose();
  entry.chart = echarts.init(entry.box, null, {renderer: 'svg'});
  entry.chart.setOption({...base(), ...entry.option()});
  entry.ready?.(entry.chart);
};

const drawAll = () => PLOTS.forEach(draw);

const observeSizes = () => {
  const observer = new ResizeObserver(() => PLOTS.forEach(({chart}) => chart?.resize()));
  PLOTS.forEach(({box}) => observer.observe(box));
};

const base = () => ({
  animation: false,
  textStyle: {fontFamily: getComputedStyle(document.body).fontFamily, color: colour('soft')},
  grid: {left: 8, right: 16, top: 40, bottom: 30, containLabel: true},
});

const SERIES = ['accent', 'abnormal', 'good', 'unmodelled', 'violet', 'normal'];

const verdictColour = name =>
  colour({ABNORMAL: 'abnormal', UNMODELLED: 'unmodelled', NORMAL: 'normal'}[name] ?? 'violet');

const legend = (more = {}) => ({
  type: 'scroll',
  top: 0,
  left: 0,
  right: 0,
  itemWidth: 13,
  itemHeight: 9,
  icon: 'roundRect',
  itemGap: 14,
  textStyle: {color: colour('ink'), fontSize: 12},
  inactiveColor: colour('faint'),
  inactiveBorderColor: colour('faint'),
  pageTextStyle: {color: colour('soft')},
  pageIconColor: colour('accent'),
  pageIconInactiveColor: colour('line'),
  ...more,
});

const axis = (name, more = {}) => ({
  name,
  nameTextStyle: {color: colour('soft'), fontSize: 12},
  axisLine: {lineStyle: {color: colour('line')}},
  axisTick: {lineStyle: {color: colour('line')}},
  axisLabel: {color: colour('soft'), fontSize: 11.5, hideOverlap: true},
  splitLine: {lineStyle: {color: colour('line'), opacity: 0.7}},
  ...more,
});

/** An axis whose name stands below its middle. */
const below = (name, more = {}) => axis(name, {nameLocation: 'middle', nameGap: 28, splitLine: {show: false}, ...more});

const tooltip = (content, more = {}) => ({
  trigger: 'axis',
  confine: true,
  backgroundColor: colour('card'),
  borderColor: colour('line'),
  textStyle: {color: colour('ink'), fontSize: 12.5},
  axisPointer: {
    lineStyle: {color: colour('faint')},
    shadowStyle: {color: colour('faint'), opacity: 0.12},
    label: {show: false},
  },
  formatter: params => {
    const [head, lines] = content(Array.isArray(params) ? params : [params]);
    return el(
      'div',
      {class: 'tip'},
      el('b', null, head),
      lines.map(([paint, text]) => {
        const mark = el('i');
        mark.style.background = paint ?? 'transparent';
        return el('div', null, mark, text);
      }),
    );
  },
  ...more,
});

const line = (name, data, paint, more = {}) => ({
  name,
  type: 'line',
  data,
  showSymbol: false,
  lineStyle: {width: 2, color: paint},
  itemStyle: {color: paint},
  ...more,
});

const mark = (label, at, paint, position = 'insideEndTop') => ({
  xAxis: at,
  lineStyle: {color: paint ?? colour('ink'), type: 'dashed', width: 1.2},
  label: {formatter: () => label, position, color: colour('ink'), fontSize: 11},
});
