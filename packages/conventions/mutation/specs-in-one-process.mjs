import { readdirSync, readFileSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { join } from 'node:path'
import { transformSync } from '@swc/core'

// Stryker's own runner for jest loads every spec, and all that it imports, anew for each of thousands of mutants. The
// domain is pure, so its specs can be loaded once, and only the tests that reach a mutant run again, until the first that
// fails. `describe`, `it` and `expect` are jest's, as far as the specs of the domain use them.

/** What jest.config.ts says as well: a front door is the source behind it. */
const frontDoors = (sandbox) =>
  new Map(
    readdirSync(join(sandbox, 'packages'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => {
        const { exports = {} } = JSON.parse(readFileSync(join(sandbox, 'packages', name, 'package.json'), 'utf8'))
        return Object.entries(exports).map(([door, { default: built }]) => [
          `@aftersale/${name}${door.slice(1)}`,
          join(sandbox, 'packages', name, built.replace('./dist/', 'src/').replace(/\.js$/, '.ts')),
        ])
      }),
  )

const readTypeScript = (sandbox) => {
  const resolveFilename = Module._resolveFilename
  const sources = frontDoors(sandbox)
  Module._resolveFilename = (request, parent, ...more) => {
    const ours = parent?.filename?.endsWith('.ts') && /^\.{1,2}\/.*\.js$/.test(request)
    const source = ours ? request.replace(/\.js$/, '.ts') : (sources.get(request) ?? request)
    return resolveFilename.call(Module, source, parent, ...more)
  }
  const compiled = new Map()
  Module._extensions['.ts'] = (module, filename) => {
    if (!compiled.has(filename)) {
      const { code } = transformSync(readFileSync(filename, 'utf8'), {
        filename,
        swcrc: false,
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
      })
      compiled.set(filename, code)
    }
    module._compile(compiled.get(filename), filename)
  }
}

const forgetTypeScript = (require) => {
  for (const filename of Object.keys(require.cache)) if (filename.endsWith('.ts')) delete require.cache[filename]
}

/** No search for a smaller case either: that a test fails is all that is asked. */
const fewCasesAlwaysTheSame = (require) => {
  const fastCheck = require('fast-check')
  const assert = (property, { numRuns = 100, ...parameters } = {}) =>
    fastCheck.assert(property, { seed: 1, ...parameters, endOnFailure: true, numRuns: Math.min(numRuns, MOST_RUNS) })
  require.cache[require.resolve('fast-check')].exports = { ...fastCheck, assert }
}

/** Of a property, per mutant: laws are the slowest of the tests. */
const MOST_RUNS = 10

/** With `--quick` without what is slow: what only a law or a table would notice is then told as unnoticed. */
const isLeftOut = (file) =>
  process.env.AFTERSALE_MUTATED_QUICKLY === 'yes' && /(laws|state-table|every-field)\.spec\.ts$/.test(file)

/** The tests of a folder's specs, in the order in which they are written; laws last, which take longest. */
const testsOf = (under, require) => {
  const tests = []
  let titles = []
  const describe = (title, block) => {
    const outer = titles
    titles = [...outer, title]
    block()
    titles = outer
  }
  const it = (title, run) => {
    const name = [...titles, title].join(' ')
    // Whether the cases that are tried come to everything says nothing of what is mutated, and few don't.
    if (title.startsWith('is tried by')) return
    tests.push({ id: `${tests.length}: ${name}`, name, run, took: 0 })
  }
  const { bind } = require('jest-each')
  describe.each = bind(describe, false)
  it.each = bind(it, false)
  Object.assign(globalThis, { describe, it, test: it, expect: require('expect').expect })

  fewCasesAlwaysTheSame(require)

  const specs = readdirSync(under, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.spec.ts') && !file.endsWith('readme.spec.ts') && !isLeftOut(file))
    .toSorted()
  const isOfLaws = (file) => file.endsWith('.laws.spec.ts')
  for (const file of [...specs.filter((file) => !isOfLaws(file)), ...specs.filter(isOfLaws)]) {
    titles = [file]
    require(join(under, file))
  }
  return tests
}

/** Where the instrumented sources look which mutant is active, and count what they reach. */
const instrumented = () => {
  globalThis.__stryker__ ??= {}
  return globalThis.__stryker__
}

const outcomeOf = async (test) => {
  const { id, name, run } = test
  const startedAt = performance.now()
  let failureMessage
  try {
    await run()
  } catch (error) {
    failureMessage = error instanceof Error ? error.message : String(error)
  }
  test.took = performance.now() - startedAt
  const outcome = { id, name, timeSpentMs: test.took }
  return failureMessage === undefined ? { ...outcome, status: 0 } : { ...outcome, status: 1, failureMessage }
}

class SpecsInOneProcess {
  #tests = []
  /** Which mutant was active as the modules loaded, if any. */
  #loadedWith = 'nothing loaded'

  #load(mutant) {
    if (this.#loadedWith === mutant) return
    // Not before: only now does Stryker stand in the instrumented copy.
    const sandbox = process.cwd()
    const require = createRequire(join(sandbox, 'package.json'))
    if (this.#loadedWith === 'nothing loaded') readTypeScript(sandbox)
    forgetTypeScript(require)
    this.#loadedWith = mutant
    this.#tests = testsOf(join(sandbox, 'packages/domain/src', process.env.AFTERSALE_MUTATED), require)
  }

  capabilities() {
    return { reloadEnvironment: true }
  }

  async dryRun() {
    try {
      const results = []
      this.#load(undefined)
      for (const test of this.#tests) {
        instrumented().currentTestId = test.id
        results.push(await outcomeOf(test))
        instrumented().currentTestId = undefined
      }
      return { status: 'complete', tests: results, mutantCoverage: instrumented().mutantCoverage }
    } catch (error) {
      return { status: 'error', errorMessage: error instanceof Error ? error.stack : String(error) }
    }
  }

  async mutantRun(run) {
    const reached = instrumented()
    const { activeMutant, mutantActivation } = run
    try {
      // What is evaluated as the modules load is broken by being active then, and nothing else is.
      reached.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined
      this.#load(reached.activeMutant)
      const outcome = await this.#outcomeWith(run)
      if (mutantActivation === 'static' || outcome.status !== 'killed' || (await this.#passes(outcome.killedBy))) {
        return outcome
      }
      // It fails by what an earlier mutant did to values that tests share: a list that was sorted in its place.
      this.#loadedWith = 'spoilt'
      this.#load(undefined)
      return await this.#outcomeWith(run)
    } catch (error) {
      // With this mutant the modules don't even load.
      return { status: 'killed', killedBy: [], failureMessage: String(error), nrOfTests: 0 }
    } finally {
      reached.activeMutant = undefined
      reached.hitCount = undefined
    }
  }

  async #passes(ids) {
    instrumented().activeMutant = undefined
    for (const test of this.#tests.filter(({ id }) => ids.includes(id))) {
      if ((await outcomeOf(test)).status === 1) return false
    }
    return true
  }

  async #outcomeWith({ activeMutant, testFilter, hitLimit }) {
    const reached = instrumented()
    reached.activeMutant = activeMutant.id
    reached.hitLimit = hitLimit
    reached.hitCount = hitLimit === undefined ? undefined : 0
    const asked = testFilter === undefined ? undefined : new Set(testFilter)
    const tests = this.#tests.filter(({ id }) => asked?.has(id) ?? true)
    let nrOfTests = 0
    for (const test of tests.toSorted((one, other) => one.took - other.took)) {
      nrOfTests += 1
      const { status, failureMessage, id } = await outcomeOf(test)
      if (reached.hitCount > hitLimit) return { status: 'timeout', reason: `Reached ${reached.hitCount} times` }
      if (status === 1) return { status: 'killed', killedBy: [id], failureMessage, nrOfTests }
    }
    return { status: 'survived', nrOfTests }
  }
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'specs-in-one-process', injectableClass: SpecsInOneProcess }]
