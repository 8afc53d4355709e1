<?php
/**
 * The box on an order's screen: the link's state, its address, its QR code, send again.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

function offer_order_box(): void {
	add_action( 'add_meta_boxes', __NAMESPACE__ . '\add_order_box', 30 );
}

/** The same box whether orders are kept in tables of their own or as posts. */
function add_order_box(): void {
	if ( ! is_connected() ) {
		return;
	}
	foreach ( array_unique( array( wc_get_page_screen_id( 'shop-order' ), 'shop_order' ) ) as $screen ) {
		add_meta_box( 'reglo-link', 'Réglo', __NAMESPACE__ . '\show_order_box', $screen, 'side', 'high' );
		put_box_after_actions( $screen );
	}
}

/** Right under the order's own actions: on a phone the last box is far below. Whoever drags boxes has the last word. */
function put_box_after_actions( string $screen ): void {
	global $wp_meta_boxes;
	$boxes = $wp_meta_boxes[ $screen ]['side']['high'] ?? array();
	$at    = array_search( 'woocommerce-order-actions', array_keys( $boxes ), true );
	if ( $at === false || empty( $boxes['reglo-link'] ) ) {
		return;
	}
	$ours = array( 'reglo-link' => $boxes['reglo-link'] );
	unset( $boxes['reglo-link'] );
	$wp_meta_boxes[ $screen ]['side']['high'] = array_slice( $boxes, 0, $at + 1, true ) + $ours + $boxes; // phpcs:ignore WordPress.WP.GlobalVariablesOverride -- WordPress has no other way to say where.
}

/** @param mixed $shown A WC_Order, or the WP_Post it is kept in. */
function show_order_box( $shown ): void {
	$order = $shown instanceof \WC_Order ? $shown : wc_get_order( $shown->ID ?? 0 );
	if ( ! $order instanceof \WC_Order ) {
		return;
	}
	$is_fresh = refresh_links( array( $order->get_id() ), QUICK_SECONDS );
	$link     = find_link( $order->get_id() );
	echo '<div class="reglo-box">';
	if ( ! $is_fresh ) {
		echo '<p class="reglo-stale">' . esc_html__( 'Réglo does not answer right now: this is what was known last.', 'reglo-for-woocommerce' ) . '</p>';
	}
	if ( $link === null ) {
		echo '<p>' . esc_html( can_be_asked( $order ) ? __( 'No payment link yet.', 'reglo-for-woocommerce' ) : __( 'No payment link.', 'reglo-for-woocommerce' ) ) . '</p>';
	} else {
		show_link( $order, $link );
	}
	if ( can_be_asked( $order ) ) {
		show_send_button( $order, $link );
	}
	echo '</div>';
}

function show_link( \WC_Order $order, array $link ): void {
	$is_payable = $link['open'] && ! $order->is_paid();
	printf( '<p><mark class="reglo-state reglo-state-%s"><span>%s</span></mark>', esc_attr( link_state( $link ) ), esc_html( link_state_words( $link ) ) );
	if ( $is_payable || $link['late'] ) {
		echo ' <strong>' . esc_html( $link['open_text'] ) . '</strong>';
	}
	echo '</p>';
	if ( $link['expires_at'] > 0 && ( $is_payable || $link['late'] ) ) {
		/* translators: %s: date */
		$until = $link['late'] ? __( 'Was payable until %s', 'reglo-for-woocommerce' ) : __( 'Payable until %s', 'reglo-for-woocommerce' );
		echo '<p>' . esc_html( sprintf( $until, local_day( $link['expires_at'] ) ) ) . '</p>';
	}
	if ( message_words( $link ) !== '' ) {
		printf( '<p%s>%s</p>', is_undelivered( $link ) ? ' class="reglo-undelivered"' : '', esc_html( message_words( $link ) ) );
	}
	if ( $is_payable && $link['pay_url'] !== '' ) {
		show_address( $link );
	}
}

function show_address( array $link ): void {
	echo '<p class="reglo-address"><label class="screen-reader-text" for="reglo-url">' . esc_html__( 'Payment link', 'reglo-for-woocommerce' ) . '</label>';
	printf( '<input type="text" id="reglo-url" readonly value="%s">', esc_attr( $link['pay_url'] ) );
	printf( '<button type="button" class="button" data-reglo-copy="#reglo-url" data-reglo-copied="%s">%s</button></p>', esc_attr__( 'Copied', 'reglo-for-woocommerce' ), esc_html__( 'Copy', 'reglo-for-woocommerce' ) );
	$picture = qr_data_url( $link );
	if ( $picture !== '' ) {
		printf( '<p class="reglo-qr"><img src="%s" width="%d" height="%d" alt="%s"></p>', esc_attr( $picture ), QR_SIZE_PX, QR_SIZE_PX, esc_attr( qr_alt() ) );
	}
}

/** A link, not a form: the order's screen is a form already. The request id makes a double click one mail. */
function show_send_button( \WC_Order $order, ?array $link ): void {
	$url = wp_nonce_url(
		add_query_arg(
			array(
				'action'  => 'reglo_send',
				'order'   => $order->get_id(),
				'request' => wp_generate_uuid4(),
			),
			admin_url( 'admin-post.php' )
		),
		'reglo_send_' . $order->get_id()
	);
	$words = $link !== null && $link['is_sent'] ? __( 'Send the link again', 'reglo-for-woocommerce' ) : __( 'Send payment link', 'reglo-for-woocommerce' );
	if ( $order->get_billing_email() === '' ) {
		echo '<p class="description">' . esc_html__( 'This order has no e-mail address.', 'reglo-for-woocommerce' ) . '</p>';
		return;
	}
	printf( '<p><a class="button button-primary" href="%s">%s</a></p>', esc_url( $url ), esc_html( $words ) );
}
