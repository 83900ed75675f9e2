/** What the runtime of functions says of itself: tests ask the database as functions do, by the requester of functions. */
const RUNTIME = {
  TENCENTCLOUD_RUNENV: 'SCF',
  SCF_NAMESPACE: 'banyan-local',
  TENCENTCLOUD_REGION: 'ap-shanghai',
}
for (const [name, value] of Object.entries(RUNTIME)) process.env[name] ??= value
