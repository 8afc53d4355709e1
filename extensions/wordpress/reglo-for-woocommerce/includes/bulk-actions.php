<?php
/**
 * The same on many orders, with a word on each.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

/** More than this would outlast the page's patience (many servers end it at 60 seconds, and one last call may take 20): the rest is named and left for a second go. */
const BULK_MAX     = 50;
const BULK_SECONDS = 35;

function offer_bulk_actions(): void {
	foreach ( array( 'woocommerce_page_wc-orders', 'edit-shop_order' ) as $screen ) {
		add_filter( "bulk_actions-$screen", __NAMESPACE__ . '\add_bulk_actions' );
		add_filter( "handle_bulk_actions-$screen", __NAMESPACE__ . '\run_bulk_action', 10, 3 );
	}
	add_action( 'admin_notices', __NAMESPACE__ . '\show_bulk_result' );
}

/** @param mixed $actions */
function add_bulk_actions( $actions ) {
	$actions = (array) $actions;
	if ( is_connected() ) {
		$actions['reglo_send']    = __( 'Send payment links', 'reglo-for-woocommerce' );
		$actions['reglo_require'] = __( 'Require payment', 'reglo-for-woocommerce' );
	}
	return $actions;
}

/**
 * WordPress has checked the list's nonce before this runs.
 *
 * @param mixed $redirect
 * @param mixed $action
 * @param mixed $ids
 */
function run_bulk_action( $redirect, $action, $ids ) {
	if ( ! in_array( $action, array( 'reglo_send', 'reglo_require' ), true ) || ! current_user_can( 'edit_shop_orders' ) ) {
		return $redirect;
	}
	$results  = array();
	$deadline = time() + BULK_SECONDS;
	foreach ( array_slice( array_map( 'absint', (array) $ids ), 0, 500 ) as $position => $id ) {
		$order          = wc_get_order( $id );
		$results[ $id ] = array( 'number' => $order ? $order->get_order_number() : (string) $id ) + bulk_one( $order, $action, $position < BULK_MAX && time() < $deadline );
	}
	set_transient( 'reglo_bulk_' . get_current_user_id(), $results, 5 * MINUTE_IN_SECONDS );
	return add_query_arg( 'reglo_bulk', count( $results ), (string) $redirect );
}

/**
 * @param mixed $order
 * @return array{ok:bool,words:string}
 */
function bulk_one( $order, string $action, bool $is_in_time ): array {
	if ( ! $order instanceof \WC_Order ) {
		return array( 'ok' => false, 'words' => __( 'This order is gone.', 'reglo-for-woocommerce' ) );
	}
	if ( ! $is_in_time ) {
		return array( 'ok' => false, 'words' => __( 'Left out to keep this short: select it again.', 'reglo-for-woocommerce' ) );
	}
	return $action === 'reglo_require' ? require_payment( $order, wp_generate_uuid4() ) : send_link( $order, wp_generate_uuid4() );
}

function show_bulk_result(): void {
	$name    = 'reglo_bulk_' . get_current_user_id();
	$results = isset( $_GET['reglo_bulk'] ) ? get_transient( $name ) : false; // phpcs:ignore WordPress.Security.NonceVerification -- only shows what was done.
	if ( ! is_array( $results ) ) {
		return;
	}
	delete_transient( $name );
	$good = count( array_filter( $results, static fn( $one ) => $one['ok'] ) );
	printf(
		'<div class="notice notice-%s is-dismissible reglo-bulk"><p><strong>%s</strong></p><ul>',
		$good === count( $results ) ? 'success' : 'warning',
		/* translators: 1: how many went well, 2: how many in all */
		esc_html( sprintf( __( 'Payment links: %1$d of %2$d sent.', 'reglo-for-woocommerce' ), $good, count( $results ) ) )
	);
	foreach ( $results as $one ) {
		printf( '<li class="reglo-%s">%s</li>', $one['ok'] ? 'good' : 'bad', esc_html( '#' . $one['number'] . ' – ' . $one['words'] ) );
	}
	echo '</ul></div>';
}
