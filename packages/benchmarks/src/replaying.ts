import { type ChildRun, runAftersale, runBareLoop } from './child.js'

export interface Replaying {
  readonly events: number
  readonly speeds: ReadonlyArray<ReplaySpeed>
}

export interface ReplaySpeed {
  readonly contender: string
  readonly eventsASecond: number
  readonly peakMegabytes: number
}

/** Replaying a history file into all its figures, beside parsing its lines and nothing else; whole processes, best of the rounds. */
export const replaying = (file: string, rounds = 5): Replaying => {
  const events = Number(runBareLoop(file).output)
  const contenders: Readonly<Record<string, () => ChildRun>> = {
    'a bare JSON.parse loop': () => runBareLoop(file),
    'aftersale replay': () => runAftersale('replay', file, '--format', 'json'),
  }
  const runs = new Map(Object.keys(contenders).map((name): [string, Array<ChildRun>] => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(contenders)) runs.get(name)?.push(run())
  }
  const speeds = [...runs].map(([contender, measured]) => ({
    contender,
    eventsASecond: events / Math.min(...measured.map(({ seconds }) => seconds)),
    peakMegabytes: Math.max(...measured.map(({ peakMegabytes }) => peakMegabytes)),
  }))
  return { events, speeds }
}
