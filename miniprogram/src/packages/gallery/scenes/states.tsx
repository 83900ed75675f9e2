import { Card, Empty, Failure, Page, toast } from '@/ui'

export function GalleryStates() {
  return (
    <Page title="购物车" tab="cart">
      <Failure
        text="订单没有丢，付款也没有重复。换个网络再试一次就好"
        code="NET-504"
        onRetry={() => new Promise((resolve) => setTimeout(resolve, 1000))}
        onContact={() => toast('客服')}
      />
      <Card>
        <Empty inline title="篮子还是空的" text="秋山的东西正当季，去挑一点回来" action="去逛逛" />
      </Card>
      <Card>
        <Empty inline art="receipt" title="还没有订单" text="下单后在这里看得到" />
      </Card>
      <Card>
        <Empty inline art="seedling" title="还没有客户" text="把好东西分享出去试试" />
      </Card>
    </Page>
  )
}
