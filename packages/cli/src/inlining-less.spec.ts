import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { inlineLess } from './inlining-less.js'
import { realCommand } from './real-command.fixtures.js'

const FLAG = '--max-inlined-bytecode-size-cumulative=0'

const flagsOn = (v8: string): ReadonlyArray<string> => {
  const flags: Array<string> = []
  inlineLess(v8, (flag) => flags.push(flag))
  return flags
}

it.each(['11.3.244.8-node.33', '13.6.233.17-node.37'])('is told to V8 %s', (v8) => {
  expect(flagsOn(v8)).toEqual([FLAG])
})

it.each(['10.2.154.26-node.36', '12.4.254.21-node.33', '14.1.146.11-node.8', ''])('is not told to V8 "%s"', (v8) => {
  expect(flagsOn(v8)).toEqual([])
})

it('is nothing that this V8 complains of', () => {
  const { status, stderr } = spawnSync(process.execPath, [...flagsOn(process.versions.v8), '-e', '0'], {
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

describe('of the commands', () => {
  const command = realCommand()
  afterAll(command.remove)

  beforeAll(() => {
    // Says on standard error what V8 is told.
    writeFileSync(
      command.path('telling.cjs'),
      `const v8 = require('node:v8')
      v8.setFlagsFromString = (flag) => process.stderr.write('V8: ' + flag)
      require('node:module').syncBuiltinESMExports()`,
    )
    expect(command.run(['simulate', '--to', 'desk.ndjson', '--customers', '5']).code).toBe(0)
  })

  it.each([
    [
      'replay',
      flagsOn(process.versions.v8)
        .map((flag) => `V8: ${flag}`)
        .join(''),
    ],
    ['verify', ''],
  ])('%s says to V8 in all: "%s"', (name, told) => {
    const environment = { NODE_OPTIONS: `--require ${command.path('telling.cjs')}` }
    const { code, messages } = command.run([name, 'desk.ndjson'], { environment })
    expect({ code, messages }).toEqual({ code: 0, messages: told })
  })
})
