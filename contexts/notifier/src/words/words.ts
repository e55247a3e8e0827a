interface Words {
  readonly ready: string;
  readonly pickUp: string;
  readonly comeAndGet: string;
  readonly cancelled: string;
  readonly sorry: string;
  readonly why: string;
}

/** What notifications and letters say. */
export const words = {
  en: {
    ready: 'Order #{number} is ready',
    pickUp: 'Pick it up here: {place}.',
    comeAndGet: 'Come and pick it up.',
    cancelled: 'Your order was cancelled',
    sorry: 'The bar had to cancel it. Sorry!',
    why: 'You get this because an order was placed with your address and an e-mail was asked for. There will be no other.',
  },
  de: {
    ready: 'Bestellung #{number} ist fertig',
    pickUp: 'Hier abholen: {place}.',
    comeAndGet: 'Komm und hol sie ab.',
    cancelled: 'Deine Bestellung wurde storniert',
    sorry: 'Die Bar musste sie stornieren. Entschuldigung!',
    why: 'Du bekommst diese Nachricht, weil mit deiner Adresse bestellt und eine E-Mail gewünscht wurde. Es kommt keine weitere.',
  },
  fr: {
    ready: 'La commande n° {number} est prête',
    pickUp: 'À retirer ici : {place}.',
    comeAndGet: 'Venez la retirer.',
    cancelled: 'Votre commande a été annulée',
    sorry: 'Le bar a dû l’annuler. Désolé !',
    why: 'Vous recevez ce message parce qu’une commande a été passée avec votre adresse et qu’un e-mail a été demandé. Il n’y en aura pas d’autre.',
  },
  es: {
    ready: 'El pedido n.º {number} está listo',
    pickUp: 'Recógelo aquí: {place}.',
    comeAndGet: 'Ven a recogerlo.',
    cancelled: 'Tu pedido se ha cancelado',
    sorry: 'El bar ha tenido que cancelarlo. ¡Lo sentimos!',
    why: 'Recibes este mensaje porque se hizo un pedido con tu dirección y se pidió un correo. No habrá otro.',
  },
  pt: {
    ready: 'O pedido n.º {number} está pronto',
    pickUp: 'Retire aqui: {place}.',
    comeAndGet: 'Venha retirar.',
    cancelled: 'O seu pedido foi cancelado',
    sorry: 'O bar teve de o cancelar. Pedimos desculpa!',
    why: 'Recebe esta mensagem porque foi feito um pedido com o seu endereço e pedido um e-mail. Não haverá outro.',
  },
  ja: {
    ready: '注文 #{number} ができました',
    pickUp: '受け取り場所：{place}',
    comeAndGet: '受け取りに来てください。',
    cancelled: '注文はキャンセルされました',
    sorry: '店側の都合でキャンセルしました。申し訳ありません。',
    why: 'このメールは、あなたのアドレスで注文があり、メールでの通知が希望されたため送られました。今後は送られません。',
  },
  ar: {
    ready: 'الطلب رقم {number} جاهز',
    pickUp: 'استلمه هنا: {place}.',
    comeAndGet: 'تعال لاستلامه.',
    cancelled: 'أُلغي طلبك',
    sorry: 'اضطر المقهى إلى إلغائه. نعتذر!',
    why: 'وصلتك هذه الرسالة لأن طلبًا قُدّم بعنوانك وطُلب إشعار بالبريد. لن تصلك رسالة أخرى.',
  },
  uk: {
    ready: 'Замовлення №{number} готове',
    pickUp: 'Заберіть його тут: {place}.',
    comeAndGet: 'Приходьте забрати.',
    cancelled: 'Ваше замовлення скасовано',
    sorry: 'Бар мусив його скасувати. Вибачте!',
    why: 'Ви отримали цей лист, бо з вашою адресою зробили замовлення й попросили про сповіщення. Інших листів не буде.',
  },
} as const satisfies Readonly<Record<string, Words>>;
