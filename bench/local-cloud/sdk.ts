import { LOCAL_CREDENTIALS } from '../../emulator/src/cloudbase'

/** The real SDK's database, talking to a local cloud under `url`. */
export async function openSdk(url: string) {
  // Without it the SDK looks for Tencent's metadata host before each request.
  process.env['TENCENTCLOUD'] ??= 'true'
  const { default: cloudbase } = await import('@cloudbase/node-sdk')
  const app = cloudbase.init({
    env: 'local',
    ...LOCAL_CREDENTIALS,
    serviceUrl: `${url}/admin`,
    keepalive: true,
    // ms: a query over all documents may take longer than the usual 15 s on a busy machine.
    timeout: 120_000,
  })
  return app.database()
}
