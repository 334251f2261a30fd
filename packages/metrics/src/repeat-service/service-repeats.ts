import type { Circumstances } from '@aftersale/read-models'
import type { Case } from '../answering/measured.js'

/** One service given: a contact, or a visit, on a unit's failure mode. The least that repeats can be counted from. */
export interface Service extends Case {
  readonly circumstances: Circumstances
  /** Epoch milliseconds. */
  readonly at: number
  /** What a repeat has in common with it; undefined where that isn't known. */
  readonly key: string | undefined
  readonly eventIds: ReadonlyArray<string>
}

/** A service between the one before it and the one after it on the same key, where there are such. */
export interface ServiceInSequence extends Case {
  readonly service: Service
  readonly before?: Service
  readonly after?: Service
}

/** Services on the same key in order of time; of the same time, in the order given, the later one repeating the earlier. */
export const inSequence = (services: ReadonlyArray<Service>): ReadonlyArray<ServiceInSequence> => {
  const byKey = new Map<string, Array<Service>>()
  for (const service of services) {
    if (service.key === undefined || service.exclusion !== undefined) continue
    const sameKey = byKey.get(service.key)
    if (sameKey === undefined) byKey.set(service.key, [service])
    else sameKey.push(service)
  }
  const neighbours = new Map<Service, Pick<ServiceInSequence, 'before' | 'after'>>()
  for (const sameKey of byKey.values()) {
    sameKey.sort((left, right) => left.at - right.at)
    for (const [index, service] of sameKey.entries()) {
      const before = sameKey[index - 1]
      const after = sameKey[index + 1]
      neighbours.set(service, { ...(before !== undefined && { before }), ...(after !== undefined && { after }) })
    }
  }
  return services.map((service) => {
    const { circumstances, exclusion, excludedBy } = service
    return {
      circumstances,
      ...(exclusion !== undefined && { exclusion }),
      ...(excludedBy !== undefined && { excludedBy }),
      service,
      ...neighbours.get(service),
    }
  })
}
