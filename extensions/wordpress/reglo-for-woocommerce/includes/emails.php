<?php
/**
 * The QR code and the link in WooCommerce's own mails to customers.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

function offer_emails(): void {
	add_action( 'woocommerce_email_after_order_table', __NAMESPACE__ . '\show_in_email', 20, 4 );
	add_action( 'phpmailer_init', __NAMESPACE__ . '\embed_pictures' );
}

/**
 * @param mixed $order
 * @param mixed $is_to_admin
 * @param mixed $is_plain
 * @param mixed $email
 */
function show_in_email( $order, $is_to_admin = false, $is_plain = false, $email = null ): void {
	if ( $is_to_admin || ! $order instanceof \WC_Order || $order->is_paid() ) {
		return;
	}
	$link = payable_link( $order, PAPER_SECONDS );
	if ( $link === null ) {
		return;
	}
	if ( $is_plain ) {
		echo "\n" . esc_html__( 'Pay online:', 'reglo-for-woocommerce' ) . "\n" . esc_url_raw( $link['pay_url'] ) . "\n\n";
		return;
	}
	$picture = email_picture( $link );
	// Size by attributes and own style: WooCommerce's inliner would make it height:auto with a margin.
	$image   = $picture === '' ? '' : sprintf(
		'<a href="%1$s"><img src="%2$s" width="%3$d" height="%3$d" alt="%4$s" style="width:%3$dpx;height:%3$dpx;max-width:none;margin:0;border:0;display:block;text-transform:none"></a>',
		esc_url( $link['pay_url'] ),
		esc_attr( $picture ),
		QR_SIZE_PX,
		esc_attr( qr_alt() )
	);
	printf(
		'<table role="presentation" cellspacing="0" cellpadding="0" border="0" style="margin:0 0 32px"><tr>%s<td style="vertical-align:middle;padding:0 0 0 16px"><p style="margin:0 0 8px">%s</p><p style="margin:0"><a href="%s">%s</a></p></td></tr></table>',
		$image === '' ? '' : '<td style="padding:0;width:' . QR_SIZE_PX . 'px">' . $image . '</td>', // phpcs:ignore WordPress.Security.EscapeOutput -- built of escaped parts.
		esc_html( $image === '' ? __( 'You can pay this order online.', 'reglo-for-woocommerce' ) : __( 'You can pay this order online: scan the code, or follow the link.', 'reglo-for-woocommerce' ) ),
		esc_url( $link['pay_url'] ),
		/* translators: %s: amount */
		esc_html( sprintf( __( 'Pay %s', 'reglo-for-woocommerce' ), $link['open_text'] ) )
	);
}

/** The picture's address inside the mail; '' for none. What is embedded travels with the mail and needs no permission to load. */
function email_picture( array $link ): string {
	$choice = setting( 'qr_in_emails' );
	if ( $choice === 'none' ) {
		return '';
	}
	if ( $choice === 'hosted' || is_mailer_replaced() ) {
		return $link['qr_url'];
	}
	$png = qr_png( $link );
	if ( $png === '' ) {
		return $link['qr_url'];
	}
	$cid = 'reglo-' . substr( sha1( $link['pay_url'] ), 0, 16 );
	pictures_to_embed( $cid, $png );
	return "cid:$cid";
}

/** Sending services that replace wp_mail() never ask PHPMailer, so nothing would be embedded. */
function is_mailer_replaced(): bool {
	static $is_replaced = null;
	if ( $is_replaced === null ) {
		$file        = (string) ( new \ReflectionFunction( 'wp_mail' ) )->getFileName();
		$is_replaced = strpos( wp_normalize_path( $file ), wp_normalize_path( ABSPATH . WPINC . '/' ) ) !== 0;
	}
	return $is_replaced;
}

/** Pictures of mails being written in this request, by cid. */
function pictures_to_embed( string $cid = '', string $png = '' ): array {
	static $pictures = array();
	if ( $cid !== '' ) {
		$pictures[ $cid ] = $png;
	}
	return $pictures;
}

/** @param mixed $mailer */
function embed_pictures( $mailer ): void {
	foreach ( pictures_to_embed() as $cid => $png ) {
		if ( strpos( (string) $mailer->Body, "cid:$cid" ) !== false ) {
			$mailer->addStringEmbeddedImage( $png, $cid, 'qr.png', 'base64', 'image/png' );
		}
	}
}
