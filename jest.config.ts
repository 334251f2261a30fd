/** @jest-config-loader esbuild-register */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from 'jest'

const packagesFolder = join(__dirname, 'packages')

/** Tests read the sources behind each package's front doors, never a build: `dist/x.js` stands for `src/x.ts`. */
const frontDoors = readdirSync(packagesFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => {
    const { exports = {} } = JSON.parse(readFileSync(join(packagesFolder, name, 'package.json'), 'utf8')) as {
      exports?: Record<string, { default: string }>
    }
    return Object.entries(exports).map(([door, { default: built }]): [string, string] => [
      `^@aftersale/${name}${door.slice(1)}$`,
      join(packagesFolder, name, built.replace('./dist/', 'src/').replace(/\.js$/, '.ts')),
    ])
  })

/** Published as ES modules only, which jest's CommonJS mode can't load untouched. */
const esModulesOnly = ['uuid', 'temporal-polyfill', 'temporal-utils', 'temporal-spec']

const config: Config = {
  testEnvironment: 'node',
  roots: ['<rootDir>/packages'],
  setupFiles: ['<rootDir>/packages/conventions/src/check-seed.fixtures.ts'],
  testMatch: ['**/src/**/*.spec.ts'],
  moduleNameMapper: { ...Object.fromEntries(frontDoors), '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.m?[jt]s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/\\.pnpm/(?!(${esModulesOnly.join('|')})@)`],
  modulePathIgnorePatterns: ['/dist/'],
  // A test says what is right, not how fast: a busy machine is no failure.
  testTimeout: 180_000,
  watchman: false,
  maxWorkers: 2,
}

export default config
