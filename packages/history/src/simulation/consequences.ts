import type { Actor } from '@aftersale/messages'
import { type AnyAggregate, type Process, type StepAnswer, stepsOf } from '@aftersale/processes'
import type { HistoryEvent } from '../history-event.js'
import { carriedOut, type EventHeard, type KeptStream, newEvents } from './kept-streams.js'

export interface Consequences {
  /** In the order in which they were recorded, over all streams. */
  readonly events: ReadonlyArray<HistoryEvent>
  /** Every stream that was looked at or commanded. */
  readonly touched: ReadonlySet<KeptStream>
}

/** Lets the processes react to what was recorded, and to what they cause, until nothing more follows. */
export const consequencesOf = async (
  processes: ReadonlyArray<Process>,
  streamOf: (aggregate: AnyAggregate, id: string) => KeptStream,
  recorded: ReadonlyArray<EventHeard>,
  at: number,
): Promise<Consequences> => {
  const events: Array<HistoryEvent> = []
  const touched = new Set<KeptStream>()
  const queue = [...recorded]
  for (let heard = queue.shift(); heard !== undefined; heard = queue.shift()) {
    for (const process of processes) {
      if (!process.reactsTo.includes(heard.event.type)) continue
      const actor = { kind: 'system', id: process.name } as Actor
      const steps = stepsOf(process, heard)
      let answer: StepAnswer | undefined
      for (let next = steps.next(); next.done !== true; next = steps.next(answer as StepAnswer)) {
        const step = next.value
        const stream = streamOf(step.aggregate, step.id)
        touched.add(stream)
        if (step.kind === 'look') {
          answer = { kind: 'found', state: stream.state, revision: stream.revision }
          continue
        }
        const done = await carriedOut(stream, { command: step.command, commandId: step.commandId, actor, at })
        answer = done.outcome === 'done' ? { kind: 'carried-out' } : { kind: 'rejected', rejection: done.rejection }
        if (done.outcome === 'refused') continue
        queue.push(...done.recorded)
        events.push(...(await newEvents(stream)))
      }
    }
  }
  return { events, touched }
}
