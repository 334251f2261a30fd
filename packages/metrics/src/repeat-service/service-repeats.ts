import type { Circumstances, Moment } from '@aftersale/read-models'
import { madeOnce } from '../answering/made-once.js'
import type { Case } from '../answering/measured.js'

/** One service given: a contact, a repair, or a visit, on a unit's failure mode. The least that repeats can be counted from. */
export interface Service extends Case {
  readonly circumstances: Circumstances
  /** Epoch milliseconds. */
  readonly at: number
  /** What a repeat has in common with it; undefined where that isn't known. */
  readonly key: string | undefined
  /** Until when another would be heard of, epoch milliseconds; absent where nothing ends that. */
  readonly watchedUntil?: number | undefined
  readonly eventIds: ReadonlyArray<string>
}

/** A service between the one before it and the one after it on the same key, where there are such. */
export interface ServiceInSequence extends Case {
  readonly service: Service
  readonly before?: Service | undefined
  readonly after?: Service | undefined
}

/** There is one of each service: what the service has is looked up there. */
class Placed implements ServiceInSequence {
  before: Service | undefined = undefined
  after: Service | undefined = undefined

  constructor(readonly service: Service) {}

  get circumstances(): Circumstances {
    return this.service.circumstances
  }

  get exclusion(): string | undefined {
    return this.service.exclusion
  }

  get excludedBy(): ReadonlyArray<Moment> | undefined {
    return this.service.excludedBy
  }
}

/** Services on the same key in order of time; of the same time, in the order given, the later one repeating the earlier. */
export const inSequence = madeOnce((services: ReadonlyArray<Service>): ReadonlyArray<ServiceInSequence> => {
  const placed = services.map((service) => new Placed(service))
  const byKey = new Map<string, Array<Placed>>()
  for (const one of placed) {
    const { key, exclusion } = one.service
    if (key === undefined || exclusion !== undefined) continue
    const sameKey = byKey.get(key)
    if (sameKey === undefined) byKey.set(key, [one])
    else sameKey.push(one)
  }
  for (const sameKey of byKey.values()) {
    if (sameKey.length === 1) continue
    sameKey.sort((left, right) => left.service.at - right.service.at)
    for (const [index, one] of sameKey.entries()) {
      one.before = sameKey[index - 1]?.service
      one.after = sameKey[index + 1]?.service
    }
  }
  return placed
})
