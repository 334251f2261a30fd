import { claimReservationId, returnCaseIdOfClaim } from '@aftersale/domain'
import {
  agent,
  bought,
  chosen,
  claimed,
  claimId,
  day,
  machinesDelivered,
  repairIsNoUse,
  Shop,
  settled,
  toCase,
  toWarranty,
} from './warranties.fixtures.js'

const begun = [bought(), machinesDelivered, ...claimed]
const givenUp = toWarranty('RefuseClaimUnit', day('2026-03-05'), {
  claimId,
  because: 'customer-keeps-it',
  refusedAt: day('2026-03-05'),
})
const repairInstead = {
  ...chosen('repair', { chosenAt: day('2026-03-06') }),
  at: day('2026-03-06'),
}

describe('a price that a claim gave up before anybody heard of it', () => {
  it('is asked for by no return', async () => {
    const shop = await new Shop().live(...begun)
    await settled(await (await shop.tell(chosen('refund', repairIsNoUse), givenUp)).run())
    expect(shop.of('ReturnRequested')).toEqual([])
  })

  it('leaves the repair that was chosen instead as it is, once its return is heard to be cancelled', async () => {
    const shop = await new Shop().live(...begun, chosen('refund', repairIsNoUse))
    const cancelled = toCase(
      'CancelReturn',
      day('2026-03-05'),
      { cancellationId: 'cancellation-1', cancelledBy: agent, cancelledAt: day('2026-03-05') },
      returnCaseIdOfClaim(claimId),
    )
    await settled(await (await shop.tell(cancelled, givenUp, repairInstead)).run())
    expect(shop.of('ClaimUnitRefused')).toMatchObject([{ because: 'customer-keeps-it' }])
    expect(shop.of('ClaimUnitHeld')).toMatchObject([{ claimId, reservationId: claimReservationId(claimId) }])
  })
})
