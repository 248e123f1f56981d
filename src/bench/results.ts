import { SECTIONS, type SectionName } from './section.js';

const TITLE = `# What was measured

Written by \`npm run bench\`; how, and how to do it again, is said in [README.md](README.md). Each section says when and on what it was measured.
`;

const begin = (name: SectionName): string => `<!-- section ${name} -->`;
const end = (name: SectionName): string => `<!-- end of ${name} -->`;

/** The results with one section put in place of what there was of it; the other sections stay as they are. */
export function withSection(results: string, name: SectionName, where: string, markdown: string): string {
  const written = `${begin(name)}\n## ${SECTIONS[name]}\n\n${where}\n\n${markdown.trim()}\n${end(name)}`;
  const names = Object.keys(SECTIONS) as SectionName[];
  const sections = names.flatMap((each) => (each === name ? [written] : kept(results, each)));
  return `${[TITLE, ...sections].join('\n')}\n`;
}

function kept(results: string, name: SectionName): string[] {
  const from = results.indexOf(begin(name));
  const to = results.indexOf(end(name), from);
  return from < 0 || to < 0 ? [] : [results.slice(from, to + end(name).length)];
}
