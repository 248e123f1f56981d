// Who may know whom (docs/house.md). test/house.spec.ts breaks each rule on purpose and sees it caught.
const room = (name) => `^src/${name}/`;
const isGraphqlFile = '^src/.+\\.(resolver|type|input|result|page)\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', comment: 'Two files that need each other are one idea or three.',
      from: {}, to: { circular: true } },
    { name: 'planning-is-pure', severity: 'error', comment: 'The core imports nothing but itself: no framework, no IO, no package.',
      from: { path: room('planning'), pathNot: '\\.spec\\.ts$' }, to: { pathNot: room('planning') } },
    { name: 'planning-by-its-door', severity: 'error', comment: 'Everyone else enters planning/ by index.ts.',
      from: { pathNot: [room('planning'), '^test/'] }, to: { path: room('planning'), pathNot: '^src/planning/index\\.ts$' } },
    { name: 'solvers-alone-know-the-solvers', severity: 'error',
      from: { pathNot: room('solvers') }, to: { path: '(^|node_modules/)(highs|javascript-lp-solver)(/|$)' } },
    { name: 'graphql-knows-no-rows', severity: 'error', comment: 'Resolvers, types and inputs never import entities or TypeORM.',
      from: { path: isGraphqlFile }, to: { path: ['\\.entity\\.ts$', '(^|node_modules/)typeorm(/|$)', '(^|node_modules/)@nestjs/typeorm(/|$)'] } },
    { name: 'records-know-no-plans', severity: 'error', comment: 'What is held and needed exists before any plan.',
      from: { path: '^src/(confederation|commons|needs)/' }, to: { path: '^src/(cycles|plans)/' } },
    { name: 'migrations-stand-alone', severity: 'error', comment: 'A migration must mean the same in ten years.',
      from: { path: '^migrations/' }, to: { path: '^src/' } },
    { name: 'web-knows-planning-alone', severity: 'error', comment: 'The pages know the public API, and the door of planning/ to check plans.',
      from: { path: '^web/' }, to: { path: '^(src|test|migrations)/', pathNot: '^src/planning/index\\.ts$' } },
    { name: 'nothing-knows-web', severity: 'error', comment: 'The service serves what was built of web/, and knows nothing of it.',
      from: { path: '^(src|migrations)/' }, to: { path: '^web/' } },
    { name: 'not-to-tests', severity: 'error', from: { path: '^src/', pathNot: '\\.spec\\.ts$' }, to: { path: '(^test/|\\.spec\\.ts$)' } },
    { name: 'not-to-dev-dependencies', severity: 'error',
      from: { path: '^src/', pathNot: ['\\.spec\\.ts$', room('bench')] }, to: { dependencyTypes: ['npm-dev'] } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.check.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
