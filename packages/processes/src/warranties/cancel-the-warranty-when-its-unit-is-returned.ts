import { warrantyAggregate } from '@aftersale/domain'
import type { NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, nothing } from '../reaction.js'
import { forEachUnitGivenBack } from './units-given-back.js'

/** A unit that was given back is warranted to nobody; the other units of its line are as before. */
export const cancelTheWarrantyWhenItsUnitIsReturned = onDomainEvents({
  name: 'cancel-the-warranty-when-its-unit-is-returned',
  reactsTo: ['UnitsConsumed'],
  react: ({ event: { data } }) =>
    forEachUnitGivenBack(data, ({ warrantyId }, returnCaseId) =>
      issue(
        warrantyAggregate,
        warrantyId,
        {
          type: 'CancelWarranty',
          data: {
            warrantyId,
            because: 'unit-returned' as NonEmptyText,
            ...(returnCaseId === undefined ? {} : { returnCaseId }),
            cancelledAt: data.consumedAt,
          },
        },
        {
          // Never warranted, or replaced before.
          whenRejected: ({ reason }) =>
            reason === 'WarrantyNotRegistered' || reason === 'WarrantyOver' ? nothing : undefined,
        },
      ),
    ),
})
