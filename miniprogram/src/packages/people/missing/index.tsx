import { switchTab } from '@/platform'
import { Empty, Page } from '@/ui'

/** What an address without a page shows. */
export default function MissingPage() {
  return (
    <Page title="页面不在了">
      <Empty
        art="seedling"
        title="页面不在了"
        text="它可能搬走了，或者链接少了一截"
        action="回首页"
        onAction={() => switchTab('home')}
      />
    </Page>
  )
}
