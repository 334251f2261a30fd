import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = process.env.AFTERSALE_MUTATED ?? 'money'
const outside = join(tmpdir(), 'aftersale-mutations', `${folder}-${process.pid}`)

export default {
  mutate: [`packages/domain/src/${folder}/**/*.ts`, '!packages/**/*.{spec,fixtures}.ts'],
  testRunner: 'specs-in-one-process',
  plugins: [fileURLToPath(new URL('./specs-in-one-process.mjs', import.meta.url))],
  coverageAnalysis: 'perTest',
  // What is evaluated once, as the modules load (the codecs of commands and events), can be broken only by loading all
  // of them anew.
  ignoreStatic: process.env.AFTERSALE_MUTATED_STATICALLY !== 'yes',
  concurrency: 1,
  tempDirName: join(outside, 'sandbox'),
  ignorePatterns: ['dist', '/docs', '/examples', '*.tsbuildinfo'],
  disableTypeChecks: false,
  reporters: ['clear-text', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportMutants: true },
  jsonReporter: { fileName: join(outside, 'mutations.json') },
  thresholds: { high: 95, low: 90, break: 90 },
  timeoutMS: 20_000,
}
