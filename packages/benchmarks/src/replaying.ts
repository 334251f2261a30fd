import { type ChildRun, runAftersale, runBareLoop } from './child.js'
import { type Speed, sideBySide } from './side-by-side.js'

export interface Replaying {
  readonly events: number
  readonly speeds: ReadonlyArray<ReplaySpeed>
}

/** Events a second, and the most memory that any round held. */
export interface ReplaySpeed extends Speed {
  readonly peakMegabytes: number
}

/** Replaying a history file into all its figures, beside parsing its lines and nothing else; whole processes. */
export const replaying = async (file: string, rounds = 9): Promise<Replaying> => {
  const events = Number(runBareLoop(file).output)
  const peaks = new Map<string, number>()
  const contender = (name: string, run: () => ChildRun) => () => {
    const { seconds, peakMegabytes } = run()
    peaks.set(name, Math.max(peaks.get(name) ?? 0, peakMegabytes))
    return { items: events, milliseconds: seconds * 1000 }
  }
  const [bare, replay] = ['a bare JSON.parse loop', 'aftersale replay']
  const speeds = await sideBySide(
    {
      [bare]: contender(bare, () => runBareLoop(file)),
      [replay]: contender(replay, () => runAftersale('replay', file, '--format', 'json')),
    },
    rounds,
  )
  return { events, speeds: speeds.map((speed) => ({ ...speed, peakMegabytes: peaks.get(speed.contender) ?? 0 })) }
}
