import {
  afterAll as afterAllOf,
  bought,
  cancelled,
  careLine,
  careWith,
  day,
  delivered,
  machine,
  purchaseId,
  quoted,
  Shop,
  servicePlanId,
  sold,
  type Told,
  toPlan,
  toPurchase,
} from './plans.fixtures.js'

const begun = [bought, quoted(), sold(), delivered]

const cancelledLater = async (...more: ReadonlyArray<Told>): Promise<Shop> => {
  const shop = await new Shop().tell(...begun)
  await shop.run()
  await shop.tell(...more)
  await shop.run()
  const once = shop.all()
  await shop.run('beginning')
  expect(shop.all()).toEqual(once)
  return shop
}

describe('a plan that is cancelled', () => {
  it('is paid back on the line that it was paid by, with the tax that goes with it', async () => {
    // 100 of 365 days: 11900 × 265 / 365 = 8639.73, less 864; of 77.76 the tax is 1900 / 11900.
    const shop = await cancelledLater(cancelled('2025-09-13'))
    expect(shop.of('ServicePlanCancelled')).toMatchObject([{ refundMinor: '7776' }])
    expect(shop.of('RefundReserved')).toMatchObject([
      {
        purchaseId,
        holder: { aggregate: 'servicePlan', id: servicePlanId },
        components: [
          { component: 'goods', lineId: 'care', minor: '6534' },
          { component: 'goods-tax', lineId: 'care', minor: '1242' },
        ],
        tenders: [{ paymentId: 'gift', minor: '7776' }],
        payout: 'original-tender',
        reservedAt: day('2025-09-13'),
      },
    ])
    expect(await shop.parked()).toBe(0)
    expect(shop.of('ServiceTicketOpened')).toEqual([])
  })

  it('is paid back whole within its cooling-off, over as many payments as it takes', async () => {
    const shop = await cancelledLater(cancelled('2025-06-10'))
    expect(shop.of('RefundReserved')).toMatchObject([
      {
        components: [{ minor: '10000' }, { minor: '1900' }],
        tenders: [
          { paymentId: 'gift', minor: '10000' },
          { paymentId: 'card', minor: '1900' },
        ],
      },
    ])
  })

  it('before it began, too', async () => {
    const shop = await afterAllOf(bought, quoted(), sold(), cancelled('2025-07-20'))
    expect(shop.of('RefundReserved')).toMatchObject([{ components: [{ minor: '10000' }, { minor: '1900' }] }])
  })

  it('is not paid back on a payment that is disputed', async () => {
    const disputed = toPurchase('RecordDispute', {
      disputeId: 'd-1',
      paymentId: 'gift',
      minor: 100n,
      currency: 'EUR',
      outcome: 'opened',
      happenedAt: day('2025-09-01'),
    })
    const shop = await cancelledLater(disputed, cancelled('2025-09-13'))
    expect(shop.of('RefundReserved')).toMatchObject([{ tenders: [{ paymentId: 'card', minor: '7776' }] }])
  })

  it('is for the desk to pay where it was not paid by a purchase', async () => {
    const shop = await afterAllOf(bought, quoted(), sold({ purchase: undefined }), cancelled('2025-06-10'))
    expect(shop.of('RefundReserved')).toEqual([])
    expect(shop.of('ServiceTicketOpened')).toMatchObject([
      {
        topic: { category: 'service-plan', subcategory: 'refund-owed' },
        customerId: '0197290f-6a00-7000-8000-00000000c001',
      },
    ])
    expect(await shop.parked()).toBe(0)
  })

  it('is for the desk where the purchase has given that money back already', async () => {
    const refunded = toPurchase('ReserveRefund', {
      refundId: '0197290f-6a00-7000-8000-00000000e001',
      holder: { aggregate: 'serviceTicket', id: '0197290f-6a00-7000-8000-00000000a009' },
      currency: 'EUR',
      components: [{ component: 'goods', lineId: 'care', minor: 9000n }],
      tenders: [{ paymentId: 'card', minor: 9000n }],
      payout: 'original-tender',
      reservedAt: day('2025-09-01'),
    })
    const shop = await cancelledLater(refunded, cancelled('2025-09-13'))
    expect(shop.of('RefundReserved')).toHaveLength(1)
    expect(shop.of('ServiceTicketOpened')).toMatchObject([{ purchaseId, topic: { subcategory: 'refund-owed' } }])
    // Once the desk knows, it pays: the purchase is not asked again when there is money for it after all.
    await shop.tell(
      toPurchase('CancelRefund', {
        refundId: '0197290f-6a00-7000-8000-00000000e001',
        because: 'mistake',
        cancelledAt: day('2025-09-14'),
      }),
    )
    await shop.run('beginning')
    expect(shop.of('RefundReserved')).toHaveLength(1)
    expect(shop.of('ServiceTicketOpened')).toHaveLength(1)
  })

  it('asks for nothing where nothing is owed', async () => {
    const free = careWith({ priceMinor: '0' })
    const shop = await afterAllOf(bought, quoted(free), sold({ paidMinor: 0n }), cancelled('2025-06-10'))
    expect(shop.of('ServicePlanCancelled')).toHaveLength(1)
    expect(shop.of('RefundReserved')).toEqual([])
    expect(shop.of('ServiceTicketOpened')).toEqual([])
  })

  it('is settled at its purchase, and that is all', async () => {
    const shop = await cancelledLater(cancelled('2025-09-13'))
    const refundId = shop.of('RefundReserved')[0]?.['refundId']
    await shop.tell(toPurchase('SettleRefund', { refundId, providerRef: 'paid-1', settledAt: day('2025-09-14') }))
    await shop.run()
    expect(shop.of('RefundSettled')).toHaveLength(1)
    expect(shop.of('ServiceTicketOpened')).toEqual([])
  })

  it('is not owed again where it is heard of again, and nothing is left on the payments', async () => {
    const shop = await cancelledLater(cancelled('2025-09-13'))
    await shop.tell(
      toPurchase('ReserveRefund', {
        refundId: '0197290f-6a00-7000-8000-00000000e002',
        holder: { aggregate: 'serviceTicket', id: '0197290f-6a00-7000-8000-00000000a009' },
        currency: 'EUR',
        components: [
          { component: 'goods', lineId: 'machine', minor: 60_000n },
          { component: 'goods-tax', lineId: 'machine', minor: 11_400n },
          { component: 'goods', lineId: 'care', minor: 3466n },
          { component: 'goods-tax', lineId: 'care', minor: 658n },
        ],
        tenders: [
          { paymentId: 'gift', minor: 2224n },
          { paymentId: 'card', minor: 73_300n },
        ],
        payout: 'original-tender',
        reservedAt: day('2025-09-15'),
      }),
    )
    await shop.run('beginning')
    expect(shop.of('RefundReserved')).toHaveLength(2)
    expect(shop.of('ServiceTicketOpened')).toEqual([])
  })

  it('has a ticket where its money did not go', async () => {
    const shop = await cancelledLater(cancelled('2025-09-13'))
    const refundId = shop.of('RefundReserved')[0]?.['refundId']
    await shop.tell(toPurchase('FailRefund', { refundId, because: 'account-closed', failedAt: day('2025-09-14') }))
    await shop.run()
    await shop.run('beginning')
    expect(shop.of('ServiceTicketOpened')).toMatchObject([
      { purchaseId, topic: { category: 'service-plan', subcategory: 'refund-failed' } },
    ])
  })
})

describe('a renewal that is taken back', () => {
  it('is paid back by itself, where it was paid', async () => {
    const terms = careWith({ period: 'P1M' })
    const shop = await new Shop().tell(bought, quoted(terms), sold({ purchase: undefined }), delivered)
    await shop.run()
    await shop.tell(
      toPlan('RenewServicePlan', {
        renewalId: 'renewal-1',
        purchase: careLine,
        paidMinor: 11_900n,
        currency: 'EUR',
        renewedAt: day('2025-06-20'),
      }),
      toPlan('ReverseRenewal', {
        renewalId: 'renewal-1',
        because: 'changed-mind',
        reversedAt: day('2025-06-25'),
      }),
    )
    await shop.run()
    await shop.run('beginning')
    expect(shop.of('RefundReserved')).toMatchObject([
      { components: [{ minor: '10000' }, { minor: '1900' }], reservedAt: day('2025-06-25') },
    ])
    // The first term was paid otherwise, and is not owed.
    expect(shop.of('ServiceTicketOpened')).toEqual([])
  })
})

describe('a plan whose unit is returned', () => {
  const reservationId = '0197290f-6a00-7000-8000-00000000d001'
  const returned = (purpose: string, holder: object = { aggregate: 'serviceTicket', id: reservationId }) => [
    toPurchase('ReserveUnits', {
      reservationId,
      purpose,
      holder,
      lines: [{ lineId: 'machine', quantity: 1, serials: ['S-17'] }],
      reservedAt: day('2025-09-12'),
    }),
    toPurchase('ConsumeUnits', {
      reservationId,
      lines: [{ lineId: 'machine', units: [{ first: 1, last: 1 }] }],
      consumedAt: day('2025-09-13'),
    }),
  ]

  it('is cancelled pro rata, and paid back', async () => {
    const shop = await cancelledLater(...returned('return'))
    expect(shop.of('ServicePlanCancelled')).toMatchObject([
      {
        cancellationId: `unit-returned-${reservationId}`,
        because: 'unit-returned',
        refundMinor: '7776',
        cancelledAt: day('2025-09-13'),
      },
    ])
    expect(shop.of('RefundReserved')).toMatchObject([{ holder: { aggregate: 'servicePlan' } }])
    expect(await shop.parked()).toBe(0)
  })

  it('goes on with the unit that is given instead', async () => {
    for (const purpose of ['claim', 'replacement', 'exchange']) {
      const shop = await cancelledLater(...returned(purpose))
      expect(shop.of('ServicePlanCancelled')).toEqual([])
    }
  })

  it('ends where a return case was paid for it, whatever it asked for', async () => {
    const shop = await cancelledLater(...returned('claim', { aggregate: 'returnCase', id: reservationId }))
    expect(shop.of('ServicePlanCancelled')).toMatchObject([{ refundMinor: '7776' }])
  })

  it('is let alone where it was cancelled otherwise, is over, or covers another unit', async () => {
    const twice = await cancelledLater(cancelled('2025-08-01'), ...returned('return'))
    expect(twice.of('ServicePlanCancelled')).toHaveLength(1)
    const short = careWith({ period: 'P1M', renewal: undefined })
    const over = await new Shop().tell(bought, quoted(short), sold(), delivered)
    await over.run()
    await over.tell(...returned('return'))
    await over.run()
    expect(over.of('ServicePlanCancelled')).toEqual([])
    expect(await over.parked()).toBe(0)
    const other = await afterAllOf(
      bought,
      quoted(careWith({ start: 'sale' }), { unit: { ...machine, lineId: 'care' } }),
      sold(),
      delivered,
      ...returned('return'),
    )
    expect(other.of('ServicePlanCancelled')).toEqual([])
  })

  it('is cancelled as of when it came back, where that is heard of after the plan has ended', async () => {
    const shop = await new Shop().tell(bought, quoted(careWith({ period: 'P4M' })), sold(), delivered)
    await shop.run()
    await shop.tell(toPlan('ExpireServicePlan', { dueAt: '2025-10-04T22:00:00.000Z' }), ...returned('return'))
    await shop.run()
    expect(shop.of('ServicePlanCancelled')).toMatchObject([{ cancelledAt: day('2025-09-13') }])
    expect(shop.of('RefundReserved')).toHaveLength(1)
  })

  it('is cancelled with its sale, where it was sold only after that', async () => {
    const shop = await afterAllOf(
      bought,
      delivered,
      ...returned('return'),
      toPlan('QuoteServicePlan', {
        ...quoted().command.data,
        quotedAt: day('2025-09-20'),
        validUntil: day('2025-10-20'),
      }),
      sold({ soldAt: day('2025-09-20') }),
    )
    expect(shop.of('ServicePlanCancelled')).toMatchObject([{ refundMinor: '11900', cancelledAt: day('2025-09-20') }])
  })
})
