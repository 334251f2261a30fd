const { existsSync, readdirSync, readFileSync } = require('node:fs')
const { join } = require('node:path')

// The arrows of docs/architecture.md, one rule a sentence. `packages/conventions` plants a violation of each and sees it
// caught, and counts the modules that were read. Rules speak of sources: `@aftersale/x` is resolved to packages/x/src.

const source = (packageName) => `^packages/${packageName}/src/`
const anyOf = (words) => `(?:${words.join('|')})`

const specsAndFixtures = '\\.(spec|fixtures)\\.ts$'
/** Words for tests that stand behind a front door of their own, for those who write tests. */
const testVocabulary = '^packages/(decider/src/testing|event-store/src/contract)/'

/** What each package may import of ours. Who isn't listed may import anything. */
const arrows = {
  decider: [],
  messages: [],
  domain: ['decider', 'messages'],
  'event-store': ['messages'],
  'event-store-sqlite': ['event-store', 'messages'],
  // Its tests run against the double; that nothing else of it does is a rule of its own.
  'event-store-esdb': ['event-store', 'messages', 'wire-double'],
  'wire-double': ['event-store', 'messages'],
  'command-handling': ['decider', 'messages', 'event-store'],
  processes: ['domain', 'messages', 'command-handling', 'event-store'],
  'read-models': ['domain', 'messages'],
  metrics: ['read-models', 'domain'],
  projecting: ['event-store', 'messages', 'read-models', 'metrics'],
  'published-language': ['domain', 'messages'],
  history: ['domain', 'messages', 'command-handling', 'processes', 'event-store'],
  conventions: [],
}

const packageArrows = Object.entries(arrows).map(([name, imports]) => ({
  name: `${name}-imports-${imports.length === 0 ? 'nothing-of-ours' : 'only-its-arrows'}`,
  comment: `${name} may import ${imports.length === 0 ? 'nothing of ours' : `only ${imports.join(', ')}`}.`,
  severity: 'error',
  from: { path: source(name) },
  to: { path: source('[^/]+'), pathNot: source(anyOf([name, ...imports])) },
}))

/** The sources behind the `exports` of every package: `./dist/x.js` is built from `src/x.ts`. */
const frontDoors = readdirSync('packages')
  .filter((name) => existsSync(join('packages', name, 'package.json')))
  .flatMap((name) => {
    const { exports = {} } = JSON.parse(readFileSync(join('packages', name, 'package.json'), 'utf8'))
    return Object.values(exports).map(({ default: built }) =>
      built.replace('./dist/', `${source(name)}`).replace(/\.js$/, '\\.ts$'),
    )
  })

/** Folders of the domain that anyone in it may import: what several aggregates speak of. Every other folder is an aggregate. */
const concepts = anyOf(['calendar', 'channel', 'money', 'policy', 'staff', 'units'])

/** Libraries that are pure themselves. */
const pureLibraries = {
  decider: ['fp-ts'],
  messages: ['fp-ts', 'io-ts', 'uuid'],
  domain: ['fp-ts', 'io-ts', 'uuid', 'temporal-polyfill', 'schema-dts'],
}

const pure = Object.entries(pureLibraries).map(([name, libraries]) => ({
  name: `${name}-is-pure`,
  comment: `${name} knows no clock, no random and no I/O: of libraries it imports only ${libraries.join(', ')}.`,
  severity: 'error',
  from: { path: source(name), pathNot: `${specsAndFixtures}|${testVocabulary}` },
  to: { dependencyTypesNot: ['local', 'aliased', 'unknown'], pathNot: `node_modules/${anyOf(libraries)}/` },
}))

const junk = `^(packages|examples)/.*[/-]${anyOf(['utils?', 'common', 'shared', 'helpers?', 'misc', 'lib', 'core', 'types'])}[-./]`
const noJunkDrawers = [
  { from: { path: junk }, to: {} },
  { from: { path: '^(packages|examples)/' }, to: { path: junk } },
  { from: { path: junk, orphan: true }, to: {} },
].map((where) => ({
  name: 'no-junk-drawers',
  comment:
    'A name that says nothing hides a concept that has no name yet: name it, or keep it private to its only user.',
  severity: 'error',
  ...where,
}))

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...packageArrows,
    ...pure,
    {
      name: 'aggregates-meet-only-at-ids-and-events',
      comment: 'What stands outside an aggregate imports of it only its ids, its events and what it tells as evidence.',
      severity: 'error',
      from: { path: `${source('domain')}([^/]+)/` },
      to: {
        path: `${source('domain')}(?!${concepts}/)[^/]+/`,
        pathNot: `${source('domain')}(?:$1/|[^/]+/(?:[^/]+-(?:id|evidence)|events)\\.ts$)`,
      },
    },
    {
      name: 'read-side-sees-only-events',
      comment: 'Read models and metrics see of the domain only its events, its calendar and its money.',
      severity: 'error',
      from: { path: source(anyOf(['read-models', 'metrics'])) },
      to: { path: source('domain'), pathNot: `${source('domain')}(events|calendar/index|money/index)\\.ts$` },
    },
    {
      name: 'integrators-see-only-events',
      comment: "The published language is made of the domain's events.",
      severity: 'error',
      from: { path: source('published-language') },
      to: { path: source('domain'), pathNot: `${source('domain')}events\\.ts$` },
    },
    {
      name: 'packages-have-front-doors',
      comment: 'Another package is imported by what its package.json exports, never by an inner file.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: source('[^/]+'), pathNot: [source('$1'), ...frontDoors] },
    },
    {
      name: 'packages-have-front-doors',
      comment: 'A relative path into another package, or into its build, passes by its front door.',
      severity: 'error',
      from: { path: '^(packages/[^/]+|examples)/' },
      to: { path: '^packages/([^/]+)/', pathNot: '^$1/', dependencyTypesNot: ['aliased'] },
    },
    {
      name: 'fixtures-stay-in-tests',
      comment: 'Specs, fixtures and test vocabularies are imported by tests alone.',
      severity: 'error',
      // What breaks the rules on purpose runs the specs itself.
      from: {
        path: '^(packages|examples)/',
        pathNot: `${specsAndFixtures}|${testVocabulary}|^packages/conventions/mutation/`,
      },
      to: { path: `${specsAndFixtures}|${testVocabulary}|node_modules/(fast-check|expect-type|@jest|jest)/` },
    },
    {
      name: 'one-importer-of-the-event-store-client',
      comment:
        'Only event-store-esdb knows the EventStoreDB client. Benchmarks measure it bare; the double takes its wire format.',
      severity: 'error',
      from: { pathNot: source(anyOf(['event-store-esdb', 'benchmarks', 'wire-double'])) },
      to: { path: '(^|node_modules/)@eventstore/db-client' },
    },
    {
      name: 'the-double-speaks-only-the-wire',
      comment:
        'The double knows of the client only the generated wire format: what the client makes of it is for tests to find.',
      severity: 'error',
      from: { path: source('wire-double'), pathNot: specsAndFixtures },
      to: { path: '(^|node_modules/)@eventstore/db-client/(?!generated/)' },
    },
    {
      name: 'the-double-stays-in-tests',
      comment: 'No product runs on the double of a server.',
      severity: 'error',
      from: {
        path: '^packages/',
        pathNot: `${specsAndFixtures}|${source(anyOf(['wire-double', 'fault-injection', 'benchmarks']))}`,
      },
      to: { path: source('wire-double') },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that import each other are one, or hide a third.',
      severity: 'error',
      from: { path: '^(packages|examples)/' },
      to: { circular: true },
    },
    ...noJunkDrawers,
    {
      name: 'nothing-unresolved',
      comment: 'An import that cannot be found can be judged by no rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^@eventstore/db-client' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^packages/[^/]+/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(process.cwd(), 'tsconfig.base.json') },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
}
