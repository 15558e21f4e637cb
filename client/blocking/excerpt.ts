// Cuts the lines out of our own source that a person is shown, between two markers. Pure.

const BEGIN = '// excerpt: ';
const END = '// end of excerpt';

/** The lines between the markers of `name`, without what they are all indented by. Throws if there are none. */
export function cutExcerpt(source: string, name: string): string {
  const lines = source.split('\n');
  const from = lines.findIndex((line) => line.trim() === BEGIN + name);
  const to = lines.findIndex((line, index) => index > from && line.trim() === END);
  if (from < 0 || to < 0) throw new RangeError(`Expected an excerpt named ${name} in the source`);
  const cut = lines.slice(from + 1, to);
  const indents = cut.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const indent = Math.min(...indents);
  return cut.map((line) => line.slice(indent)).join('\n');
}
