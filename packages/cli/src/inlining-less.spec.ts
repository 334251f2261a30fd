import { spawnSync } from 'node:child_process'
import { inlineLess } from './inlining-less.js'

const flagsOn = (v8: string): ReadonlyArray<string> => {
  const flags: Array<string> = []
  inlineLess(v8, (flag) => flags.push(flag))
  return flags
}

it.each(['11.3.244.8-node.33', '13.6.233.17-node.37'])('is told to V8 %s', (v8) => {
  expect(flagsOn(v8)).toEqual(['--max-inlined-bytecode-size-cumulative=0'])
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
