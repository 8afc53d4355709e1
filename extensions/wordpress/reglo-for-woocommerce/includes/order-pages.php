<?php
/**
 * The button and the QR code on the thank-you page and on an order's own page.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

function offer_order_pages(): void {
	// Fires on both pages, in the classic and in the block ones, and only for whom WooCommerce shows the order to.
	add_action( 'woocommerce_order_details_before_order_table', __NAMESPACE__ . '\show_on_page', 5 );
}

/** @param mixed $order */
function show_on_page( $order ): void {
	if ( setting( 'order_pages' ) !== 'yes' || ! $order instanceof \WC_Order || $order->is_paid() ) {
		return;
	}
	$link = payable_link( $order );
	if ( $link === null ) {
		return;
	}
	$picture = qr_data_url( $link );
	echo '<section class="reglo-page" aria-label="' . esc_attr__( 'Payment', 'reglo-for-woocommerce' ) . '">';
	if ( $picture !== '' ) {
		printf( '<img class="reglo-page-qr" src="%s" width="%d" height="%d" alt="%s">', esc_attr( $picture ), QR_SIZE_PX, QR_SIZE_PX, esc_attr( qr_alt() ) );
	}
	printf(
		'<div><p>%s</p><p><a class="button wp-element-button" href="%s">%s</a></p></div></section>',
		esc_html__( 'This order is not paid yet. Pay here, or scan the code with your phone.', 'reglo-for-woocommerce' ),
		esc_url( $link['pay_url'] ),
		/* translators: %s: amount */
		esc_html( sprintf( __( 'Pay %s', 'reglo-for-woocommerce' ), $link['open_text'] ) )
	);
}
