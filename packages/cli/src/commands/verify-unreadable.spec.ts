import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { realCommand } from '../real-command.fixtures.js'

const command = realCommand()
// The command is built and started several times.
jest.setTimeout(120_000)
afterAll(command.remove)

beforeAll(() => {
  expect(command.run(['simulate', '--to', 'desk.ndjson', '--customers', '60']).code).toBe(0)
  const whole = gzipSync(readFileSync(command.path('desk.ndjson')))
  writeFileSync(command.path('cut.ndjson.gz'), whole.subarray(0, whole.length - 200))
})

it('counts it as a fault that a compressed history is cut short', () => {
  const { code, output, messages } = command.run(['verify', 'cut.ndjson.gz'])
  expect({ code, messages }).toEqual({ code: 1, messages: '' })
  expect(output).toMatch(/^cut\.ndjson\.gz: not a whole gzip file \(unexpected end of file\)$/m)
  expect(output).not.toContain('no faults')
  expect(output).toMatch(/, \d+ faults?\n$/)
})

/** There is one on Linux. */
const FULL = '/dev/full'
const itWithFull = existsSync(FULL) ? it : it.skip

itWithFull('is told where the output can not be written', () => {
  const full = openSync(FULL, 'w')
  const { status, stderr } = spawnSync(process.execPath, [command.script, 'verify', 'desk.ndjson'], {
    cwd: command.directory,
    encoding: 'utf8',
    stdio: ['ignore', full, 'pipe'],
  })
  closeSync(full)
  expect({ status, stderr }).toEqual({
    status: 3,
    stderr: "aftersale: standard output: can't be written (the disk is full)\n",
  })
})
