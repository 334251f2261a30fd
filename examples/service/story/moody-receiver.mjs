import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { receiver } from '../receiver.mjs'

/** From 0 up to `below`, and the same for the same words at any time and on any machine. */
const drawn = (below, ...words) => createHash('sha256').update(words.join(' ')).digest().readUInt32BE() % below

/** After so many bad answers for one delivery the receiver is well again, so that nothing seeded becomes a dead letter. */
const BAD_ANSWERS_AT_MOST = 2

/**
 * An integrator with moods: which delivery is refused, or broken off after it was taken, follows from the seed and the
 * webhook-id alone. It can be told to refuse a type for good, to be done with one, and to fall silent over one delivery.
 */
export const moodyReceiver = async ({ seed, secret }) => {
  const taken = []
  const came = new Map()
  /** What has to come again, since it was answered badly. */
  const owed = new Set()
  let repeated = 0
  let isRefused = () => false
  let isSilencing = () => false
  let isUnwanted = () => false
  /** When the unwanted delivery came, each time, in milliseconds. */
  const unwantedAt = []
  let changed = () => undefined

  const moodOf = (id, event, time) => {
    if (isRefused(event)) return 'refusing'
    if (isUnwanted(event)) return unwantedAt.push(performance.now()) === 1 ? 'busy' : 'gone'
    if (isSilencing(event)) return 'silent'
    if (time > BAD_ANSWERS_AT_MOST) return 'well'
    return ['refusing', 'breaking-off', 'well', 'well', 'well', 'well'][drawn(6, seed, id, time)]
  }

  const server = receiver({
    secret,
    mood: async (id, event) => {
      const time = (came.get(id) ?? 0) + 1
      came.set(id, time)
      const mood = moodOf(id, event, time)
      if (mood === 'silent') isSilencing = () => false
      if (mood === 'refusing' || mood === 'breaking-off') owed.add(id)
      else owed.delete(id)
      return mood
    },
    take: async (event, id) => {
      taken.push({ id, ...event })
      changed()
    },
    onRepeated: (id) => {
      owed.delete(id)
      repeated += 1
      changed()
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** What was taken, in order of its coming. */
    taken: () => taken,
    /** Deliveries that were refused, and came again until they were taken. */
    refused: () => taken.map(({ id }) => (came.get(id) ?? 1) - 1).reduce((sum, times) => sum + times, 0),
    /** How many deliveries have to come again, since they were answered badly. */
    owed: () => owed.size,
    /** Deliveries that came again after they were taken. */
    repeated: () => repeated,
    refuseAlways: (which) => {
      isRefused = which
    },
    /** Such a delivery is answered 429, to come again in a second, and then 410. */
    beDoneWith: (which) => {
      isUnwanted = which
    },
    /** Whether the unwanted delivery came just twice, and left the receiver alone for as long as it asked. */
    wasLeftAlone: () => unwantedAt.length === 2 && unwantedAt[1] - unwantedAt[0] >= 990,
    fallSilentOver: (which) => {
      isSilencing = which
    },
    /** Waits until what was taken and what came again are as is asked. */
    until: async (isSo) => {
      while (!isSo()) {
        await new Promise((resolve) => {
          changed = resolve
        })
      }
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
