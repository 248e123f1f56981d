/** One line of a plot: where it was measured, and where it was given up (in time or memory). */
export interface Series {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly { readonly x: number; readonly y: number; readonly gaveUp?: boolean }[];
}

/** A panel: both scales are logarithmic. */
export interface Panel {
  readonly title: string;
  readonly xTitle: string;
  /** Numbers of the scales that are written, ascending; the first and the last are the ends of the scale. */
  readonly xTicks: readonly number[];
  readonly yTicks: readonly { readonly at: number; readonly text: string }[];
  /** A line across, such as an hour. */
  readonly across?: { readonly at: number; readonly text: string };
  readonly series: readonly Series[];
}

const WIDTH = 460;
const HEIGHT = 340;
const LEFT = 64;
const RIGHT = 16;
const TOP = 40;
const BOTTOM = 76;
const INK = '#222';
const PALE = '#ddd';

/** Panels side by side as an SVG of text and lines alone, light and readable without any program but a browser. */
export function logLogPlot(panels: readonly Panel[]): string {
  const width = WIDTH * panels.length;
  const drawn = panels.map((panel, i) => `<g transform="translate(${i * WIDTH} 0)">\n${panelOf(panel)}\n</g>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" font-family="system-ui, sans-serif" font-size="12" fill="${INK}">
<rect width="${width}" height="${HEIGHT}" fill="#fff"/>
${drawn.join('\n')}
</svg>
`;
}

function panelOf({ title, xTitle, xTicks, yTicks, across, series }: Panel): string {
  const x = logScale(xTicks[0] ?? 1, xTicks.at(-1) ?? 10, LEFT, WIDTH - RIGHT);
  const y = logScale(yTicks[0]?.at ?? 1, yTicks.at(-1)?.at ?? 10, HEIGHT - BOTTOM, TOP);
  const line = (x1: number, y1: number, x2: number, y2: number, more: string): string => `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" ${more}/>`;
  const text = (at: number, height: number, words: string, anchor: string, more = ''): string => `<text x="${at}" y="${height}" text-anchor="${anchor}"${more}>${escaped(words)}</text>`;
  const acrossLine = across === undefined ? [] : [
    line(LEFT, y(across.at), WIDTH - RIGHT, y(across.at), `stroke="${INK}" stroke-dasharray="4 3"`),
    text(LEFT + 4, y(across.at) - 4, across.text, 'start'),
  ];
  return [
    text(LEFT, 22, title, 'start', ' font-weight="600"'),
    ...yTicks.flatMap((tick) => [line(LEFT, y(tick.at), WIDTH - RIGHT, y(tick.at), `stroke="${PALE}"`), text(LEFT - 6, round(y(tick.at) + 4), tick.text, 'end')]),
    ...xTicks.flatMap((tick) => [line(x(tick), TOP, x(tick), HEIGHT - BOTTOM, `stroke="${PALE}"`), text(x(tick), HEIGHT - BOTTOM + 16, String(tick), 'middle', ' font-size="10"')]),
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - BOTTOM + 34, xTitle, 'middle'),
    ...acrossLine,
    ...series.map((each) => seriesOf(each, x, y)),
    ...series.map((each, i) => legendOf(each, i)),
  ].join('\n');
}

function seriesOf({ colour, points }: Series, x: Scale, y: Scale): string {
  const measured = points.filter(({ gaveUp }) => gaveUp !== true);
  const path = measured.map((point) => `${x(point.x)},${y(point.y)}`).join(' ');
  const marks = points.map((point) => {
    const [cx, cy] = [x(point.x), y(point.y)];
    return point.gaveUp === true
      ? `<path d="M${round(cx - 4)} ${round(cy - 4)}l8 8m0 -8l-8 8" stroke="${colour}" stroke-width="2" fill="none"/>`
      : `<circle cx="${cx}" cy="${cy}" r="3.5" fill="${colour}"/>`;
  });
  return [`<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`, ...marks].join('\n');
}

function legendOf({ name, colour }: Series, i: number): string {
  const at = { x: LEFT + (i % 2) * 190, y: HEIGHT - 24 + Math.floor(i / 2) * 16 };
  return `<circle cx="${at.x}" cy="${at.y - 4}" r="3.5" fill="${colour}"/>\n<text x="${at.x + 9}" y="${at.y}">${escaped(name)}</text>`;
}

type Scale = (value: number) => number;

/** What is past an end stands at the end. */
function logScale(from: number, to: number, start: number, end: number): Scale {
  return (value) => {
    const share = Math.min(1, Math.max(0, Math.log(value / from) / Math.log(to / from)));
    return round(start + share * (end - start));
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
