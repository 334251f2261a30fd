import { join } from 'node:path'
import { cappedBackoff, consume, lagOf } from '@aftersale/event-store'
import { deliverer } from './delivery.mjs'
import { openRelayFile } from './relay-file.mjs'

/** Followed as one order of all, whose checkpoints are positions on every store. */
const followed = { to: 'all', filter: { categories: ['serviceTicket'] } }

/** A foreign event may have no id of ours; it is known by where it stands then. */
const webhookIdOf = ({ stream, revision, metadata }) => metadata?.eventId ?? `${stream}@${revision}`

/**
 * Tells the integrator of every event: those of one ticket in order, several tickets at once, each again until it is taken
 * or has been refused so often that it becomes a dead letter. After a crash it goes on from its checkpoint and sends again,
 * under the same webhook-id, what it had sent beyond it.
 */
export const startRelay = (store, kind, { folder, webhook }, log) => {
  const file = openRelayFile(join(folder, `${kind}-relay.db`))
  const deliver = deliverer(webhook)
  const backoff = cappedBackoff({
    firstMilliseconds: webhook.firstWaitMilliseconds,
    mostMilliseconds: webhook.mostWaitMilliseconds,
  })
  const relaying = consume(store.subscribe({ ...followed, after: file.checkpoint() ?? 'beginning' }), {
    concurrency: webhook.concurrency,
    handle: deliver,
    retry: {
      attempts: webhook.attempts,
      waitMilliseconds: (attempt, { waitMilliseconds = 0 }) => Math.max(backoff(attempt), waitMilliseconds),
      isPoison: ({ isForGood }) => isForGood === true,
    },
    park: async (event, why) => {
      file.park(webhookIdOf(event), event, why)
      log.warn({ webhookId: webhookIdOf(event), why }, 'became a dead letter')
    },
    saveCheckpoint: async (checkpoint) => file.saveCheckpoint(checkpoint),
    saveEvery: { events: 20, milliseconds: 200 },
    stall: {
      afterMilliseconds: 60_000,
      onStall: ({ event }) => log.warn({ webhookId: webhookIdOf(event) }, 'holds the checkpoint back'),
    },
  })

  void relaying.over.then(() => {
    const state = relaying.state()
    if (state.because !== 'asked') log.error({ state }, 'the relay has ended by itself')
  })

  return {
    state: relaying.state,
    deadLetters: file.deadLetters,
    /** From the checkpoint that is saved: what a start after a crash would have before it. */
    lag: (now) => {
      const checkpoint = file.checkpoint()
      return lagOf(store, { ...followed, now, ...(checkpoint === undefined ? {} : { after: checkpoint.position }) })()
    },
    /**
     * Sends a dead letter once more, read anew from the store: `delivered`, `unknown` where there is none of that id, or why
     * it failed again. Later events of its ticket were told meanwhile; the revision in it says where it belongs.
     */
    retry: async (webhookId) => {
      const letter = file.deadLetter(webhookId)
      if (letter === undefined) return { outcome: 'unknown' }
      const read = await store.readStream(letter.stream, { from: letter.revision, maxCount: 1 })()
      if (read._tag === 'Left') return { outcome: 'failed', why: read.left.failure }
      const [event] = read.right.events
      if (event?.revision !== letter.revision) return { outcome: 'failed', why: 'the event is gone' }
      try {
        await deliver(event)
      } catch ({ message: why }) {
        file.park(webhookId, event, why)
        return { outcome: 'failed', why }
      }
      file.forget(webhookId)
      return { outcome: 'delivered' }
    },
    stop: async () => {
      await relaying.stop()
      file.close()
    },
  }
}
