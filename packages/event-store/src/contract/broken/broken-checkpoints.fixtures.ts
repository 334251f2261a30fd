import type { Checkpoint, Delivery, Subscription, SubscriptionStart } from '../../subscription.js'
import { type Break, type BrokenStore, delivered, delivering } from './breaking.fixtures.js'
import { everyWay } from './broken-deliveries.fixtures.js'

const SOON_MS = 250

const afterEachCheckpoint = everyWay((what) => `goes on after each checkpoint of ${what}`)

const moved = (checkpoint: Checkpoint, by: number): Checkpoint =>
  checkpoint.kind === 'all'
    ? {
        kind: 'all',
        position: { commit: checkpoint.position.commit + by, prepare: checkpoint.position.prepare + by },
      }
    : { ...checkpoint, revision: checkpoint.revision + by }

const withCheckpoint = (delivery: Delivery, change: (checkpoint: Checkpoint) => Checkpoint): Delivery =>
  delivery.kind === 'caught-up' ? delivery : { ...delivery, checkpoint: change(delivery.checkpoint) }

/** Where the sound store would refuse a checkpoint, begins as `instead` says. */
const withoutRefusing =
  (instead: (start: SubscriptionStart) => SubscriptionStart) =>
  (): Break =>
  ({ subscribe }) => ({
    subscribe: (start) => {
      const inner = subscribe(start)
      const state = inner.state()
      const because = state.status === 'stopped' && typeof state.because === 'object' ? state.because.failure : ''
      return because === 'CheckpointNotUsable' ? subscribe(instead(start)) : inner
    },
  })

const ended = (
  inner: Subscription,
  because: 'asked' | { readonly failure: 'CheckpointNotUsable'; readonly why: string },
): Subscription => {
  void inner.stop()
  return { ...inner, state: () => ({ status: 'stopped', because }) }
}

export const brokenCheckpoints: ReadonlyArray<BrokenStore> = [
  {
    does: 'delivers the event of the checkpoint again that it goes on after',
    fails: [
      ...afterEachCheckpoint,
      'goes on after a checkpoint that its end has just come to',
      'behaves like a list of events',
    ],
    breaking:
      () =>
      ({ subscribe }) => ({
        subscribe: (start) => {
          if (typeof start.after === 'string') return subscribe(start)
          const before = moved(start.after, -1)
          const place = before.kind === 'all' ? before.position.commit : before.revision
          return subscribe({ ...start, after: place < 0 ? 'beginning' : before })
        },
      }),
  },
  {
    does: 'goes on one event too late after a checkpoint',
    fails: [...afterEachCheckpoint, 'behaves like a list of events'],
    breaking:
      () =>
      ({ subscribe }) => ({
        subscribe: (start) => {
          let skips = typeof start.after === 'string' ? 0 : 1
          return delivering(subscribe(start), (delivery) => {
            if (delivery.kind !== 'event' || skips === 0) return [delivery]
            skips = 0
            return []
          })
        },
      }),
    patienceMs: SOON_MS,
  },
  {
    does: 'begins at the beginning after any checkpoint',
    fails: [...afterEachCheckpoint, 'goes on after a checkpoint over events that were left out'],
    breaking:
      () =>
      ({ subscribe }) => ({
        subscribe: (start) =>
          subscribe({ ...start, after: typeof start.after === 'string' ? start.after : 'beginning' }),
      }),
  },
  {
    does: 'computes the checkpoint: one more than the place of the event',
    fails: [
      'gives with each event the checkpoint of the place where it stands',
      'goes on after each checkpoint of all',
      'goes on after each checkpoint of a stream',
    ],
    breaking: () =>
      delivered(() => (delivery) => [
        delivery.kind === 'event' ? withCheckpoint(delivery, (checkpoint) => moved(checkpoint, 1)) : delivery,
      ]),
    patienceMs: SOON_MS,
  },
  {
    does: 'gives a subscription to everything the checkpoints of streams',
    fails: ['gives with each event the checkpoint of the place where it stands'],
    breaking: () =>
      delivered(() => (delivery) => [
        delivery.kind === 'event'
          ? {
              ...delivery,
              checkpoint: { kind: 'stream', stream: delivery.event.stream, revision: delivery.event.revision },
            }
          : delivery,
      ]),
  },
  {
    does: 'gives the checkpoint of the first event for ever',
    fails: ['gives checkpoints that only move forward', ...afterEachCheckpoint],
    breaking: () =>
      delivered(() => {
        let first: Checkpoint | undefined
        return (delivery) => [
          withCheckpoint(delivery, (checkpoint) => {
            first ??= checkpoint
            return first
          }),
        ]
      }),
  },
  {
    does: 'sets the checkpoint back when it becomes live',
    fails: ['gives checkpoints that only move forward'],
    breaking: () =>
      delivered(() => {
        let live = false
        let first: Checkpoint | undefined
        return (delivery) => {
          live ||= delivery.kind === 'caught-up'
          return [
            withCheckpoint(delivery, (checkpoint) => {
              first ??= checkpoint
              return live ? first : checkpoint
            }),
          ]
        }
      }),
  },
  {
    does: 'does not tell where the end is that it begins at',
    fails: ['tells from the end where the end is'],
    breaking: () =>
      delivered(({ after }) => {
        let atEnd = after === 'end'
        return (delivery) => {
          const isLeftOut = atEnd && delivery.kind === 'checkpoint'
          if (delivery.kind === 'caught-up') atEnd = false
          return isLeftOut ? [] : [delivery]
        }
      }),
  },
  {
    does: 'never tells how far it has come over events that are left out',
    fails: [
      'tells how far it has come over events that the filter leaves out, while it catches up',
      'tells how far it has come over events that the filter leaves out, while it is live',
      'tells how far it has come in a category while others grow',
    ],
    breaking: () => delivered(() => (delivery) => (delivery.kind === 'checkpoint' ? [] : [delivery])),
    patienceMs: SOON_MS,
  },
  {
    does: 'tells how far it has come over events that are left out only while it catches up',
    fails: ['tells how far it has come over events that the filter leaves out, while it is live'],
    breaking: () =>
      delivered(() => {
        let live = false
        return (delivery) => {
          live ||= delivery.kind === 'caught-up'
          return live && delivery.kind === 'checkpoint' ? [] : [delivery]
        }
      }),
    patienceMs: SOON_MS,
  },
  {
    does: 'tells that it has come past an event that it has yet to deliver',
    fails: ['goes on after a checkpoint over events that were left out with exactly the rest'],
    breaking: () =>
      delivered(() => (delivery) => [
        delivery.kind === 'checkpoint' ? withCheckpoint(delivery, (checkpoint) => moved(checkpoint, 90)) : delivery,
      ]),
  },
  {
    does: 'takes a checkpoint of any kind, and begins at the beginning',
    fails: [
      'refuses a checkpoint of another kind',
      'refuses a checkpoint of another stream',
      'refuses a checkpoint further on',
    ],
    breaking: withoutRefusing((start) => ({ ...start, after: 'beginning' })),
    patienceMs: SOON_MS,
  },
  {
    does: 'reads the revision of another stream as one of its own',
    fails: ['refuses a checkpoint of another stream'],
    breaking: withoutRefusing((start) =>
      start.to === 'stream' && typeof start.after === 'object' && start.after.kind === 'stream'
        ? { ...start, after: { ...start.after, stream: start.stream } }
        : start,
    ),
    patienceMs: SOON_MS,
  },
  {
    does: 'waits at its end for a checkpoint that lies beyond it',
    fails: ['refuses a checkpoint further on than its end'],
    breaking: withoutRefusing((start) => ({ ...start, after: 'end' })),
    patienceMs: SOON_MS,
  },
  {
    does: 'refuses the checkpoint of its last event',
    fails: ['goes on after a checkpoint that its end has just come to', 'goes on after each checkpoint of all'],
    breaking:
      () =>
      ({ subscribe }, { memory }) => ({
        subscribe: (start) => {
          const inner = subscribe(start)
          const isLast =
            typeof start.after === 'object' &&
            start.after.kind === 'all' &&
            start.after.position.commit === memory.all.length - 1
          return isLast ? ended(inner, { failure: 'CheckpointNotUsable', why: 'it is the last' }) : inner
        },
      }),
  },
]
