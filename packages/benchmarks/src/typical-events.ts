/** Four events of a ticket as they lie in a store, as JSON text: what decoding is measured on. */
export const typicalEvents: ReadonlyArray<string> = (() => {
  const serviceTicketId = '018f2a10-5c00-7000-8000-00000000a001'
  const policyRef = { policyId: 'retail-desk', version: 3 }
  const metadata = (index: number, at: string) => ({
    eventId: `7d1c0b5e-0000-5000-8000-00000000000${index}`,
    schemaVersion: 1,
    occurredAt: at,
    recordedAt: at,
    actor: { kind: 'agent', id: 'agent-17' },
    channel: 'email',
    commandId: `command-${index}`,
    correlationId: 'conversation-4711',
    causationId: `command-${index}`,
    commandHash: '3b2f1d00-0000-5000-8000-000000000001',
    policyRefs: [policyRef],
  })
  return [
    {
      type: 'ServiceTicketOpened',
      data: {
        serviceTicketId,
        issueId: '018f2a10-5c00-7000-8000-00000000b001',
        customerId: '018f2a10-5c00-7000-8000-00000000c001',
        channel: 'email',
        kind: 'technical',
        priority: 'moderate',
        topic: { category: 'washing machine', subcategory: 'does not spin' },
        openedBy: { kind: 'customer', id: '018f2a10-5c00-7000-8000-00000000c001' },
        openedAt: '2025-06-02T07:00:00.000Z',
        serviceLevelRef: policyRef,
        calendarRef: { policyId: 'berlin-weekdays', version: 1 },
      },
      metadata: metadata(0, '2025-06-02T07:00:00.000Z'),
    },
    {
      type: 'ContactRecorded',
      data: {
        serviceTicketId,
        contactId: 'mail-1',
        sessionId: 'mail-1',
        direction: 'inbound',
        channel: 'email',
        nature: 'request',
        contactedBy: { kind: 'customer', id: '018f2a10-5c00-7000-8000-00000000c001' },
        contactedAt: '2025-06-02T07:00:00.000Z',
        episode: 1,
      },
      metadata: metadata(1, '2025-06-02T07:00:00.000Z'),
    },
    {
      type: 'ServiceTicketAssigned',
      data: { serviceTicketId, team: 'washing', agentId: 'agent-17', assignedAt: '2025-06-02T07:10:00.000Z' },
      metadata: metadata(2, '2025-06-02T07:10:00.000Z'),
    },
    {
      type: 'ServiceTicketResolved',
      data: {
        serviceTicketId,
        episode: 1,
        code: 'drum belt',
        fixKind: 'repair',
        team: 'washing',
        firstContact: true,
        resolvedBy: { kind: 'agent', id: 'agent-17' },
        resolvedAt: '2025-06-02T09:00:00.000Z',
      },
      metadata: metadata(3, '2025-06-02T09:00:00.000Z'),
    },
  ].map((event) => JSON.stringify(event))
})()
