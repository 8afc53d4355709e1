<?php
/**
 * The QR code on unpaid invoices of "PDF Invoices & Packing Slips".
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

function offer_pdf_invoices(): void {
	add_action( 'wpo_wcpdf_after_order_details', __NAMESPACE__ . '\show_in_pdf', 20, 2 );
}

/**
 * The hook also fires for packing slips, which nobody pays.
 *
 * @param mixed $document_type
 * @param mixed $order
 */
function show_in_pdf( $document_type, $order ): void {
	if ( $document_type !== 'invoice' || setting( 'qr_in_pdf' ) !== 'yes' || ! $order instanceof \WC_Order || $order->is_paid() ) {
		return;
	}
	$link    = payable_link( $order, PAPER_SECONDS );
	$picture = $link === null ? '' : qr_data_url( $link );
	if ( $link === null || $picture === '' ) {
		return;
	}
	// A table: in that renderer a paragraph right before a picture is covered by it.
	printf(
		'<table class="reglo-qr" style="margin-top:6mm"><tr><td style="width:32mm;padding:0"><img src="%1$s" alt="" style="width:30mm;height:30mm"></td><td style="vertical-align:middle;padding:0 0 0 4mm"><strong>%2$s</strong><br>%3$s<br><a href="%4$s">%5$s</a></td></tr></table>',
		esc_attr( $picture ),
		/* translators: %s: amount */
		esc_html( sprintf( __( 'Pay %s', 'reglo-for-woocommerce' ), $link['open_text'] ) ),
		esc_html__( 'Scan the code, or open:', 'reglo-for-woocommerce' ),
		esc_url( $link['pay_url'] ),
		esc_html( $link['pay_url'] )
	);
}
