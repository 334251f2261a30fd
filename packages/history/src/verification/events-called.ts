import type { DomainEvent } from '@aftersale/domain/events'

/** Tells the events of these types from all others. */
export const eventsCalled = <const Type extends DomainEvent['type']>(
  types: ReadonlyArray<Type>,
): ((event: DomainEvent) => event is Extract<DomainEvent, { readonly type: Type }>) => {
  const names: ReadonlySet<string> = new Set(types)
  return (event): event is Extract<DomainEvent, { readonly type: Type }> => names.has(event.type)
}
