import type { DomainEvent } from '@aftersale/domain/events'

/** What the streams of one aggregate have in common. */
export interface StreamOfOne<State, Event extends DomainEvent> {
  /** As it is called in a fault: `an asset`, and `asset`. */
  readonly called: { readonly one: string; readonly it: string }
  readonly isOwn: (event: DomainEvent) => event is Event
  readonly idOf: (event: Event) => string
  /** The event that begins the stream; absent where any may. */
  readonly begunBy?: Event['type']
  readonly decider: { readonly initial: State; readonly evolve: (state: State, event: Event) => State }
}

/**
 * That each event is the aggregate's own, speaks of it, does not come before the one that begins it, and can be replayed;
 * and what else `faultsOf` finds in it, which is not asked about events of others.
 */
export const basicFaults = <State, Event extends DomainEvent>(
  { called: { one, it }, isOwn, idOf, begunBy, decider }: StreamOfOne<State, Event>,
  id: string,
  faultsOf: (event: Event, revision: number) => ReadonlyArray<string>,
): ((event: DomainEvent, revision: number) => ReadonlyArray<string>) => {
  let state = decider.initial
  let hasBegun = begunBy === undefined
  return (event, revision) => {
    const { type } = event
    if (!isOwn(event)) return [`${type} does not belong into the stream of ${one}`]
    const faults: Array<string> = []
    if (idOf(event) !== id) faults.push(`it speaks of ${it} ${idOf(event)}`)
    if (!hasBegun && type !== begunBy) faults.push(`${type}: it comes before the ${it}'s beginning, ${String(begunBy)}`)
    if (type === begunBy) hasBegun = true
    faults.push(...faultsOf(event, revision).map((fault) => `${type}: ${fault}`))
    try {
      state = decider.evolve(state, event)
    } catch (thrown) {
      faults.push(`${type} can't be replayed: ${String(thrown)}`)
    }
    return faults
  }
}
