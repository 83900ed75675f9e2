import { loadServerParts } from '../server-parts.mjs'

/** All that a deployment uses of the server; built once a process. */
export const loadServer = () =>
  loadServerParts(
    'deploy-server',
    `
    import { collections } from './cloudfunctions/collected/collections'
    import { indexesOf } from './cloudfunctions/platform/collections'
    export const indexes = indexesOf(collections)
    export { collections }
    export { migrations } from './cloudfunctions/collected/migrations'
    export { FUNCTIONS, variablesOf } from './cloudfunctions/functions'
    export { readConfig, wrongInConfig } from './cloudfunctions/platform/config'
    export { rawDatabase, wrapDatabase } from './cloudfunctions/platform/database'
    export { previewMigrations, runMigrations } from './cloudfunctions/platform/migrate'
    export { createPersonal, readPersonalKey, sealedWith } from './cloudfunctions/platform/personal'
    export { resealAll, sealedIn } from './cloudfunctions/platform/personal/reseal'
    export { LOCAL_PERSONAL_KEY } from './local/personal'
    export { createPayGateway } from './cloudfunctions/platform/pay-gateway'
    export { createWechatSetup } from './cloudfunctions/platform/wechat/setup'
    export * as messages from './cloudfunctions/domain/shop/message/templates.rules'
    export * as owner from './cloudfunctions/domain/people/staff'
    export { beginShop } from './cloudfunctions/domain/shop/settings'
    export { pagePath } from '@shared/page-path'`,
  )
