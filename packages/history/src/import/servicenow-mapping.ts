/**
 * The audit log of ServiceNow incidents, one row a recorded update (UCI "Incident management process enriched event
 * log"). Written as any mapping file is.
 */
export const servicenowMapping = {
  name: 'servicenow',
  namespace: '7f0d2d5e-36a4-5b1c-9d0e-5c8f6f1b2a44',
  csv: { unknown: ['?'] },
  times: { format: 'D/M/YYYY HH:mm', zone: 'UTC' },
  ticket: { key: 'number', rows: 'together' },
  recordedAt: 'sys_updated_at',
  recordedBy: { fields: { kind: { is: 'agent' }, id: { idOf: 'agent', column: 'sys_updated_by' } } },
  leaveOut: [{ column: 'incident_state', is: ['-100'], reason: 'StateNotKnown' }],
  rules: [
    {
      when: [{ row: 'first' }],
      command: 'OpenServiceTicket',
      at: 'opened_at',
      with: {
        customerId: { idOf: 'customer', column: 'caller_id' },
        channel: {
          column: 'contact_type',
          values: {
            Phone: 'phone',
            IVR: 'phone',
            Email: 'email',
            'Self service': 'web',
            'Direct opening': 'store',
          },
        },
        kind: { is: 'technical' },
        priority: {
          column: 'priority',
          values: { '1 - Critical': 'critical', '2 - High': 'high', '3 - Moderate': 'moderate', '4 - Low': 'low' },
        },
        topic: { fields: { category: { column: 'category' }, subcategory: { column: 'subcategory' } } },
        openedBy: {
          fields: { kind: { is: 'customer' }, id: { idOf: 'customer', column: 'caller_id', otherwise: 'not-known' } },
        },
        contact: {
          fields: {
            contactId: { newId: 'contact' },
            direction: { is: 'inbound' },
            channel: {
              column: 'contact_type',
              values: {
                Phone: 'phone',
                IVR: 'phone',
                Email: 'email',
                'Self service': 'web',
                'Direct opening': 'store',
              },
            },
            nature: { is: 'request' },
            contactedBy: {
              fields: {
                kind: { is: 'customer' },
                id: { idOf: 'customer', column: 'caller_id', otherwise: 'not-known' },
              },
            },
            topic: { fields: { category: { column: 'category' }, subcategory: { column: 'subcategory' } } },
          },
        },
      },
    },
    // What ends comes before what begins: a ticket is reopened before it is transferred, and transferred before it is resolved.
    {
      when: [{ column: 'incident_state', from: ['Awaiting User Info'] }],
      command: 'EndWaitingOnCustomer',
      at: 'sys_updated_at',
    },
    {
      when: [{ column: 'incident_state', from: ['Awaiting Vendor', 'Awaiting Problem', 'Awaiting Evidence'] }],
      command: 'ResumeFromHold',
      at: 'sys_updated_at',
    },
    {
      when: [{ column: 'incident_state', from: ['Resolved', 'Closed'], notTo: ['Resolved', 'Closed'] }],
      command: 'ReopenServiceTicket',
      at: 'sys_updated_at',
      with: {
        because: { is: 'returned-to-another-state' },
        reopenedBy: { fields: { kind: { is: 'agent' }, id: { idOf: 'agent', column: 'sys_updated_by' } } },
      },
    },
    {
      when: [{ column: 'assignment_group', from: 'nothing' }],
      command: 'AssignServiceTicket',
      at: 'sys_updated_at',
      with: { team: { column: 'assignment_group' } },
    },
    {
      when: [{ column: 'assignment_group', from: 'anything' }],
      command: 'TransferServiceTicket',
      at: 'sys_updated_at',
      // Times are of minutes: a ticket that goes to and fro within one goes to the same group twice.
      with: { toTeam: { column: 'assignment_group' }, cause: { numbered: 'update' } },
    },
    {
      when: [{ column: 'incident_state', to: ['Awaiting User Info'] }],
      command: 'AskCustomer',
      at: 'sys_updated_at',
    },
    {
      when: [{ column: 'incident_state', to: ['Awaiting Vendor', 'Awaiting Problem', 'Awaiting Evidence'] }],
      command: 'PutOnHold',
      at: 'sys_updated_at',
      with: {
        cause: {
          column: 'incident_state',
          values: { 'Awaiting Vendor': 'vendor', 'Awaiting Problem': 'problem', 'Awaiting Evidence': 'evidence' },
        },
      },
    },
    {
      when: [{ column: 'incident_state', to: ['Resolved'] }],
      command: 'ResolveServiceTicket',
      at: 'sys_updated_at',
      with: {
        code: { column: 'closed_code' },
        resolvedBy: { fields: { kind: { is: 'agent' }, id: { idOf: 'agent', column: 'sys_updated_by' } } },
      },
    },
    {
      when: [{ column: 'incident_state', to: ['Closed'] }],
      command: 'CloseServiceTicket',
      at: { last: 'closed_at', earlier: 'sys_updated_at' },
      with: { closedBy: { is: 'agent' } },
    },
  ],
}
