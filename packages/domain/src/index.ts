export * from './calendar/index.js'
export * from './events.js'
export { ServiceLevelPolicy, ServiceLevelTargets } from './policy/service-level/service-level-policy.js'
export * from './service-ticket/commands.js'
